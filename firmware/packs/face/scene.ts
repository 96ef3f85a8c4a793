import type { Damage } from '../../geometry/damage.js';
import type { Region } from '../../geometry/region.js';
import type { RegionList } from '../../geometry/region-list.js';
import type { Surface } from '../../pixels/surface.js';
import type { PackBytes } from '../pack-bytes.js';
import type { PackNode } from '../reader-node.js';
import { AnimationNode } from './animation-node.js';
import type { Canvas } from './canvas.js';
import type { VisibleNode } from './condition.js';
import { type FaceNode, NEVER } from './face-node.js';
import { BitmapNode, WallNode } from './still-nodes.js';

/** A node of a scene in its place: one of `drawer` and `when` is there. */
export interface ScenePlace {
  readonly node: PackNode;
  readonly drawer: FaceNode | undefined;
  readonly when: VisibleNode | undefined;
  /** Hides what is beneath it. */
  readonly opaque: boolean;
}

/** The nodes of one scene, the lowest first: finds out what changed and draws that, from the background up. */
export class Scene {
  /** When a node looks again. */
  dueAt = 0;
  /** Holds the boxes of all that is drawn. */
  readonly box: Readonly<Region>;
  readonly #canvas: Canvas;
  readonly #pack: PackBytes;
  readonly #background: number;
  readonly #places: readonly ScenePlace[];
  readonly #animations: AnimationNode[] = [];
  /** Which nodes are there: 1, else 0. */
  readonly #shown: Uint8Array;
  /** Where all nodes are there always, those that ever change; undefined where one is there only at times. */
  readonly #movers: readonly FaceNode[] | undefined;
  /** All nodes were looked at once. */
  #begun = false;

  constructor(canvas: Canvas, pack: PackBytes, background: number, places: readonly ScenePlace[]) {
    this.#canvas = canvas;
    this.#pack = pack;
    this.#background = background;
    this.#places = places;
    this.#shown = new Uint8Array(places.length);
    for (const { drawer } of places) if (drawer instanceof AnimationNode) this.#animations.push(drawer);
    this.#movers = moversOf(places);
    this.box = boxOf(places);
  }

  /** The world changed: every node looks again. */
  stir(): void {
    this.dueAt = 0;
    for (let index = 0; index < this.#places.length; index += 1) {
      const { drawer, when } = this.#places[index]!;
      if (when !== undefined) when.dueAt = 0;
      drawer?.stir();
    }
  }

  /** What the next frame of the first animation redraws, so that it need not be copied forward. */
  get ahead(): RegionList | undefined {
    return this.#animations[0]?.ahead;
  }

  /** Adds to `damage` what is ahead: as it was not copied forward it is drawn, whatever changed. */
  markAhead(damage: Damage): void {
    const first = this.#animations[0];
    if (first === undefined) return;
    damage.addAll(first.ahead);
    first.isMarked = true;
  }

  /**
   * Adds to `damage` what changed by `now` and draws all of `damage`, the scene shifted by (dx, dy). Answers false, and draws
   * nothing, where the pixels of an animation do not decode.
   */
  draw(back: Surface, damage: Damage, now: number, dx: number, dy: number): boolean {
    const canvas = this.#canvas;
    canvas.dx = dx;
    canvas.dy = dy;
    canvas.begin(back, damage, this.#pack);
    this.#update(now);
    for (let index = 0; index < this.#animations.length; index += 1) if (this.#animations[index]!.failed) return false;
    const regions = damage.regions;
    const data = regions.data;
    const end = 4 * regions.count;
    for (let at = 0; at < end; at += 4) this.#paint(data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!);
    return true;
  }

  #update(now: number): void {
    const movers = this.#movers;
    if (movers === undefined || !this.#begun) {
      this.#begun = true;
      this.#updateAll(now);
      return;
    }
    const count = movers.length;
    let dueAt = NEVER;
    for (let index = 0; index < count; index += 1) {
      const mover = movers[index]!;
      if (mover.dueAt <= now) mover.update(this.#canvas, now);
      if (mover.dueAt < dueAt) dueAt = mover.dueAt;
    }
    this.dueAt = dueAt;
  }

  #updateAll(now: number): void {
    const places = this.#places;
    const shown = this.#shown;
    const canvas = this.#canvas;
    let sceneDueAt = NEVER;
    /** Nodes up to here are inside a visible-when that does not hold. */
    let hiddenUntil = -1;
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index]!;
      const drawer = place.drawer;
      let dueAt = NEVER;
      if (drawer !== undefined) {
        const is = index > hiddenUntil ? 1 : 0;
        if (shown[index] !== is) {
          const { left, top, width, height } = place.node;
          shown[index] = is;
          canvas.mark(left, top, left + width, top + height);
        }
        // What is hidden stands still; it goes on when it is there again.
        if (is === 0) continue;
        if (drawer.dueAt <= now) drawer.update(canvas, now);
        dueAt = drawer.dueAt;
      } else if (place.when !== undefined) {
        const { when } = place;
        if (when.dueAt <= now) when.look(now);
        if (!when.holds && index + when.count > hiddenUntil) hiddenUntil = index + when.count;
        dueAt = when.dueAt;
      }
      if (dueAt < sceneDueAt) sceneDueAt = dueAt;
    }
    this.dueAt = sceneDueAt;
  }

  /** Draws a region of the surface, from the highest node that hides all of it on. */
  #paint(left: number, top: number, right: number, bottom: number): void {
    const places = this.#places;
    const shown = this.#shown;
    const canvas = this.#canvas;
    const count = places.length;
    canvas.region(left, top, right, bottom);
    let first = count - 1;
    while (first >= 0) {
      const place = places[first]!;
      if (place.opaque && shown[first] === 1) {
        const node = place.node;
        const x = node.left + canvas.dx;
        const y = node.top + canvas.dy;
        if (x <= left && y <= top && x + node.width >= right && y + node.height >= bottom) break;
      }
      first -= 1;
    }
    if (first < 0) {
      first = 0;
      if (canvas.within(-canvas.dx, -canvas.dy, 0xffff, 0xffff)) canvas.fill(this.#background);
    }
    for (; first < count; first += 1) if (shown[first] === 1) places[first]!.drawer?.paint(canvas);
  }
}

function moversOf(places: readonly ScenePlace[]): FaceNode[] | undefined {
  const movers: FaceNode[] = [];
  for (const { drawer } of places) {
    if (drawer === undefined) return undefined;
    if (!(drawer instanceof WallNode || drawer instanceof BitmapNode)) movers.push(drawer);
  }
  return movers;
}

function boxOf(places: readonly ScenePlace[]): Region {
  const box = { left: 0xffff, top: 0xffff, right: 0, bottom: 0 };
  for (const { node, drawer } of places) {
    if (drawer === undefined) continue;
    box.left = Math.min(box.left, node.left);
    box.top = Math.min(box.top, node.top);
    box.right = Math.max(box.right, node.left + node.width);
    box.bottom = Math.max(box.bottom, node.top + node.height);
  }
  return box.right === 0 ? { left: 0, top: 0, right: 0, bottom: 0 } : box;
}
