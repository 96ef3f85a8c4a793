/** One camera lens: ring, barrel, coated glass, two reflections. Drawn to be looked at, not to be measured. */
export function lensMarkup(x: number, y: number, radius: number): string {
  const id = `lens${Math.round(x)}-${Math.round(y)}`;
  const circle = (share: number, paint: string) => `<circle cx="${x}" cy="${y}" r="${radius * share}" ${paint}/>`;
  const spot = (dx: number, dy: number, rx: number, ry: number, turn: number, paint: string) =>
    `<ellipse cx="${x + dx * radius}" cy="${y + dy * radius}" rx="${rx * radius}" ry="${ry * radius}" transform="rotate(${turn} ${x + dx * radius} ${y + dy * radius})" fill="${paint}"/>`;
  return `<defs>
    <linearGradient id="${id}r" x1="0" y1="0" x2="0.5" y2="1"><stop offset="0" stop-color="#5c5f69"/><stop offset="0.45" stop-color="#1b1c21"/><stop offset="1" stop-color="#3c3e46"/></linearGradient>
    <radialGradient id="${id}g" cx="0.36" cy="0.3" r="0.85"><stop offset="0" stop-color="#3a4a72"/><stop offset="0.4" stop-color="#18203a"/><stop offset="0.75" stop-color="#0a0d18"/><stop offset="1" stop-color="#04050a"/></radialGradient>
    <radialGradient id="${id}c" cx="0.5" cy="0.5" r="0.5"><stop offset="0" stop-color="#05060b"/><stop offset="0.62" stop-color="#070a14"/><stop offset="0.8" stop-color="#2a2152"/><stop offset="1" stop-color="#0c1120"/></radialGradient>
  </defs>
  ${circle(1.06, 'fill="#000"')}
  ${circle(1, `fill="url(#${id}r)"`)}
  ${circle(0.9, 'fill="#0a0b0f" stroke="#000" stroke-width="1"')}
  ${circle(0.8, `fill="url(#${id}g)" stroke="#ffffff14" stroke-width="1"`)}
  ${circle(0.52, `fill="url(#${id}c)" stroke="#00000088" stroke-width="1"`)}
  ${circle(0.24, 'fill="#02030699" stroke="#5a4bb03a" stroke-width="1"')}
  ${spot(-0.26, -0.36, 0.2, 0.1, -38, '#cfe0ff66')}
  ${spot(0.28, 0.36, 0.12, 0.055, -38, '#b69cff3d')}
  ${spot(-0.1, -0.14, 0.05, 0.035, -38, '#ffffffb0')}`;
}
