// XS's own way to name a native; kernels-glue.c has them, kernels.d.ts says what they take.
export function copyRows() @ "xs_kernels_copyRows";
export function pourRows() @ "xs_kernels_pourRows";
export function moveRows() @ "xs_kernels_moveRows";
export function fillRows() @ "xs_kernels_fillRows";
export function blendRows() @ "xs_kernels_blendRows";
export function blendBits() @ "xs_kernels_blendBits";
export function strokeLine() @ "xs_kernels_strokeLine";
export function diffBox() @ "xs_kernels_diffBox";
export function coverBegin() @ "xs_kernels_coverBegin";
export function cover() @ "xs_kernels_cover";
export function px565Begin() @ "xs_kernels_px565Begin";
export function px565Decode() @ "xs_kernels_px565Decode";
export function pace() @ "xs_kernels_pace";
export function stuff() @ "xs_kernels_stuff";
export function unstuff() @ "xs_kernels_unstuff";
export function crc32() @ "xs_kernels_crc32";
