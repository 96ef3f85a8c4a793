/** Steps of a whole turn; 0 is to the right, a quarter is down (y grows downwards). */
export const TURN = 256;
/** What `sine` and `cosine` answer for 1. */
export const ONE = 1024;

// A quarter of the sine in steps of a 256th of a turn: engines differ in the last bit of Math.sin, a table does not.
const quarter = [
  0, 25, 50, 75, 100, 125, 150, 175, 200, 224, 249, 273, 297, 321, 345, 369, 392, 415, 438, 460, 483, 505, 526, 548,
  569, 590, 610, 630, 650, 669, 688, 706, 724, 742, 759, 775, 792, 807, 822, 837, 851, 865, 878, 891, 903, 915, 926,
  936, 946, 955, 964, 972, 980, 987, 993, 999, 1004, 1009, 1013, 1016, 1019, 1021, 1023, 1024, 1024,
];

/** Sine of `angle` (whole steps, any sign), in 1024ths. */
export function sine(angle: number): number {
  const at = angle & (TURN - 1);
  if (at <= 64) return quarter[at]!;
  if (at <= 128) return quarter[128 - at]!;
  if (at <= 192) return -quarter[at - 128]!;
  return -quarter[256 - at]!;
}

/** Cosine of `angle`, in 1024ths. */
export function cosine(angle: number): number {
  return sine(angle + 64);
}
