/** Part of a sprite, half-open. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Cells are narrow, for edges that stand upright, and tall. */
const CELL = { width: 4, height: 4 };

/**
 * Which parts of a square sprite are not on the glass yet when it moves by `moved` pixels to the right (negative: to the left)
 * and changes its pose: boxes of whole cells, few and without overlap, in the sprite as it will be.
 */
export function changedBoxes(from: Uint16Array, to: Uint16Array, size: number, moved: number): Box[] {
  const columns = size / CELL.width;
  const rows = size / CELL.height;
  const isChanged = Array.from({ length: columns * rows }, (_, cell) => {
    const left = (cell % columns) * CELL.width;
    const top = Math.floor(cell / columns) * CELL.height;
    for (let y = top; y < top + CELL.height; y += 1) {
      for (let x = left; x < left + CELL.width; x += 1) {
        const was = x + moved;
        if (was < 0 || was >= size || from[y * size + was] !== to[y * size + x]) return true;
      }
    }
    return false;
  });
  const boxes: Box[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!isChanged[row * columns + column]) continue;
      let right = column;
      while (right < columns && isChanged[row * columns + right]) right += 1;
      // Rows below that have the same run join it.
      let bottom = row + 1;
      const runs = (y: number): boolean =>
        isChanged.slice(y * columns + column, y * columns + right).every((changed) => changed);
      while (bottom < rows && runs(bottom)) bottom += 1;
      for (let y = row; y < bottom; y += 1) isChanged.fill(false, y * columns + column, y * columns + right);
      boxes.push({
        left: column * CELL.width,
        top: row * CELL.height,
        right: right * CELL.width,
        bottom: bottom * CELL.height,
      });
    }
  }
  return boxes;
}
