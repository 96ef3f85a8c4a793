// What the Linux build asks of the operating system; host-glue.c has it, host.d.ts says what it means.
export function words() @ "xs_host_words";
export function readFile() @ "xs_host_readFile";
export function writeFile() @ "xs_host_writeFile";
export function read() @ "xs_host_read";
export function write() @ "xs_host_write";
export function report() @ "xs_host_report";
export function allocate() @ "xs_host_allocate";
export function memory() @ "xs_host_memory";
