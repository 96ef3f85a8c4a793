/** A half-open rectangle of pixels: `left` and `top` are inside, `right` and `bottom` are not. */
export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether a region holds no pixel. */
export function isEmpty(region: Readonly<Region>): boolean {
  return region.right <= region.left || region.bottom <= region.top;
}
