import type { PackShelf } from '../../../../hosts/sdk/pack-types.js';
import { ownFaces } from '../../../../hosts/studio/faces/faces.js';
import { stageOf, svgOf } from '../../../../hosts/studio/faces/stage.js';
import type { PanelWish } from '../../../../hosts/studio/wallpaper.js';
import { byId, element } from '../dom.js';
import type { PackDeed } from '../host/host-messages.js';
import { bytesWords } from './words.js';

/** How long each face of a rotation is shown, seconds. */
const turn = 600;

/** The faces that come with Verso, each as a small picture of itself. */
export function showOwnFaces(panel: PanelWish, choose: (name: string, title: string) => void): void {
  const stage = stageOf(panel);
  const tiles = ownFaces.map(({ name, title, about, picture }) => {
    const image = element('img', {
      alt: '',
      src: `data:image/svg+xml,${encodeURIComponent(svgOf(stage, picture(stage)))}`,
    });
    const button = element('button', { type: 'button', title: about, ariaLabel: `Install ${title}` }, image, title);
    button.dataset.face = name;
    button.addEventListener('click', () => choose(name, title));
    return button;
  });
  byId('own-faces').replaceChildren(...tiles);
}

/** What is installed, and what can be done with it. */
export function showShelf(shelf: PackShelf, act: (deed: PackDeed) => void): void {
  const button = (words: string, label: string, deed: PackDeed): HTMLButtonElement => {
    const made = element('button', { type: 'button', textContent: words, ariaLabel: label });
    made.addEventListener('click', () => act(deed));
    return made;
  };
  const rows = shelf.packs.map(({ id, name, length }) => {
    const isChosen = id === shelf.chosen && shelf.mode === 'still';
    const row = element(
      'li',
      {},
      element('span', { className: 'name', textContent: name }),
      element('span', { className: 'size', textContent: bytesWords(length) }),
      ...(isChosen ? [element('em', { textContent: 'shown' })] : [button('use', `Show ${name}`, { deed: 'use', id })]),
      button('remove', `Remove ${name}`, { deed: 'remove', id }),
    );
    row.dataset.pack = id;
    return row;
  });
  byId('pack-list').replaceChildren(...rows);
  byId('pack-note').textContent =
    shelf.packs.length === 0
      ? 'Nothing yet: the device shows its own face.'
      : `${bytesWords(shelf.freeBytes)} of ${bytesWords(shelf.capacityBytes)} free${shelf.failed ? '; the chosen face failed to start' : ''}.`;
  const isTurning = shelf.mode === 'rotate';
  byId('pack-actions').replaceChildren(
    ...(shelf.packs.length > 1
      ? [
          button(
            isTurning ? 'next' : 'take turns',
            isTurning ? 'Show the next face' : 'Show all faces in turn',
            isTurning ? { deed: 'next' } : { deed: 'rotate', seconds: turn },
          ),
        ]
      : []),
    ...(shelf.packs.length > 0 ? [button('its own face', 'Show the built-in face', { deed: 'built-in' })] : []),
  );
}
