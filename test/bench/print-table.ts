import type { BenchTable } from './bench-result.js';

/** A table in lines: columns as wide as their widest cell, numbers to the right with thousands apart. */
export function tableLines({ title, columns, rows }: BenchTable): string[] {
  const texts = rows.map((row) => row.map(cellText));
  const widths = columns.map((column, at) => Math.max(column.length, ...texts.map((row) => row[at]?.length ?? 0)));
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, at) => (numeric[at] ? (cells[at] ?? '').padStart(width) : (cells[at] ?? '').padEnd(width)))
      .join('  ')
      .trimEnd();
  return [title, '', line(columns), line(widths.map((width) => '-'.repeat(width))), ...texts.map(line), ''];
}

function cellText(cell: string | number): string {
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell)) return cell.toLocaleString('en-US');
  return cell.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
