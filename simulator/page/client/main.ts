import type { DeviceFacts, Figures } from '../live-messages.js';
import { BusChart, ModeChart } from './charts.js';
import { chosen, onTolerance, showCommands, showControls, wireControls } from './controls.js';
import { layOut } from './device-view.js';
import { Dock } from './dock.js';
import { byId } from './dom.js';
import { paintCrop, takeFiles } from './drop.js';
import { GlassView } from './glass-view.js';
import { HostPort } from './host/host-port.js';
import { listen } from './live.js';
import { Overlay } from './overlay.js';
import { Pills } from './pills.js';
import { Studio } from './studio/studio.js';
import { Tiles } from './tiles.js';

let device: DeviceFacts | null = null;

const glass = new GlassView();
const overlay = new Overlay();
const tiles = new Tiles();
const bus = new BusChart();
const modes = new ModeChart();
const advice = byId('advice');

/** The host's word on its own stream comes before the simulator's on the line. */
const said: { host: string | null; device: string | null } = { host: null, device: null };
function say(who: keyof typeof said, sentence: string | null): void {
  said[who] = sentence;
  const now = said.host ?? said.device;
  advice.hidden = now === null;
  if (advice.textContent !== (now ?? '')) advice.textContent = now ?? '';
}

const host = new HostPort({
  playing: (id) => dock.mark(id),
  say: (sentence) => say('host', sentence),
  shelf: (shelf) => studio.showShelf(shelf),
  installing: (part, sentence) => studio.installing(part, sentence),
});
const studio = new Studio(host);
const dock = new Dock((id) => device && host.sample(id, chosen(device)));
const pills = new Pills(overlay, (sentence) => say('host', sentence));
wireControls((sentence) => say('host', sentence));
takeFiles((file) => {
  if (device === null) return;
  host.media(file, chosen(device));
  studio.material(file);
});
onTolerance(() => device && host.changed(chosen(device)));
window.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  if (studio.isOpen) studio.close();
  else host.stop();
});
window.addEventListener('resize', () => {
  if (device) layOut(device);
  overlay.refresh();
  bus.draw();
});

listen({
  glass: (delta) => glass.apply(delta),
  message(message) {
    if (message.kind === 'device') showDevice(message);
    else if (message.kind === 'figures') showFigures(message);
    else {
      bus.add(message);
      overlay.present(message);
    }
  },
  connected(yes) {
    const lamp = byId('live');
    lamp.classList.toggle('on', yes);
    lamp.title = yes ? 'The simulator answers' : 'The simulator is gone; the page waits for it';
    if (!yes) say('device', 'The simulator is gone. Start it again with: npm start');
  },
});

function showDevice(next: DeviceFacts): void {
  const changed = device?.panel !== next.panel;
  device = next;
  showControls(next);
  host.line(next.line.rate);
  showCommands(next.commands);
  if (!changed) return;
  byId('facts').textContent =
    `${next.controller} · ${next.width} × ${next.height} · ${next.framing.toUpperCase()} ${next.busHz / 1e6} MHz`;
  bus.clear();
  glass.resize(next.width, next.height);
  layOut(next);
  paintCrop(next);
  dock.paint(next);
  studio.device(next);
  overlay.device(next);
  host.changed(chosen(next));
}

function showFigures(figures: Figures): void {
  tiles.show(figures);
  modes.show(figures);
  overlay.figures(figures);
  byId('bus-note').textContent = busNote(figures);
  pills.recording(figures.recording);
  say('device', figures.advice);
  bus.draw();
}

function busNote(figures: Figures): string {
  const windows = `${figures.windows} window${figures.windows === 1 ? '' : 's'}`;
  return `${windows} · ${device?.te ? `TE ${device.scanHz} Hz` : 'no TE on this board'}`;
}
