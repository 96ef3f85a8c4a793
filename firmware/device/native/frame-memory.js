// A host buffer of zeroed bytes outside the engine's heap; frame-memory-glue.c has it.
export function allocate() @ "xs_frameMemory_allocate";
