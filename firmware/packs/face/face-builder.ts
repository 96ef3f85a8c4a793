import { RegionDecoder, RegionResult } from '../../decode/region-decoder.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { PX565_STATE_BYTES } from '../../kernels/state-sizes.js';
import type { Surface } from '../../pixels/surface.js';
import { createSurface } from '../../surface/surface-memory.js';
import { BAND_ROWS, NodeKind, SceneNode } from '../layout.js';
import type { OpenPack } from '../reader.js';
import { type PackNode, readNode } from '../reader-node.js';
import { bandAt, bandsOf } from '../reader-pictures.js';
import type { PackScene } from '../reader-scene.js';
import type { PackBlob } from '../reader-table.js';
import { AnimationDecoder } from './animation-decoder.js';
import { AnimationNode } from './animation-node.js';
import { Arc } from './arc-node.js';
import type { Arena } from './arena.js';
import { Bar } from './bar-node.js';
import { type Canvas, SCRATCH_BYTES } from './canvas.js';
import { Characters } from './characters.js';
import { VisibleNode } from './condition.js';
import type { FaceNode } from './face-node.js';
import type { FaceWorld } from './face-world.js';
import { GlyphTable } from './glyph-table.js';
import { Hand } from './hand-node.js';
import { Level } from './level.js';
import { Scene, type ScenePlace } from './scene.js';
import { BitmapNode, imageGlyph, layerGlyph, WallNode } from './still-nodes.js';
import { Text } from './text-node.js';

/** Builds the scenes of one face of a pack that is checked, in memory given out by `arena`, which throws where it is used up. */
export class FaceBuilder {
  readonly #open: OpenPack;
  readonly #arena: Arena;
  readonly #kernels: CheckedKernels;
  readonly #canvas: Canvas;
  readonly #world: FaceWorld;
  readonly #characters = new Characters();
  readonly #tables = new Map<PackBlob, GlyphTable>();
  readonly #walls = new Map<PackBlob, Surface>();
  /** Pictures still to be decoded, and the band that is next of the first of them. */
  readonly #undecoded: PackBlob[] = [];
  #band = 0;
  #decoder: RegionDecoder | undefined;

  constructor(open: OpenPack, arena: Arena, kernels: CheckedKernels, canvas: Canvas, world: FaceWorld) {
    this.#open = open;
    this.#arena = arena;
    this.#kernels = kernels;
    this.#canvas = canvas;
    this.#world = world;
  }

  /** Whether all pictures are decoded. */
  get isDone(): boolean {
    return this.#undecoded.length === 0;
  }

  /** A scene as it will be drawn; its pictures are decoded by `decodeBand`. */
  scene({ nodes, nodesAt, background }: PackScene): Scene {
    const { cursor, blobs } = this.#open;
    const places: ScenePlace[] = [];
    for (let index = 0; index < nodes; index += 1) {
      const node = readNode(cursor, nodesAt + index * SceneNode.bytes, blobs);
      const opaque = node.kind === NodeKind.wall || node.kind === NodeKind.animation;
      const when = node.kind === NodeKind.visibleWhen ? new VisibleNode(cursor, node, this.#world) : undefined;
      places.push({ node, drawer: when === undefined ? this.#drawer(node) : undefined, when, opaque });
    }
    return new Scene(this.#canvas, cursor.pack, background, places);
  }

  /** Decodes one band of a picture; answers false where it does not decode. */
  decodeBand(): boolean {
    const blob = this.#undecoded[0];
    if (blob === undefined) return true;
    this.#decoder ??= new RegionDecoder(this.#arena, this.#kernels, this.#walls.get(blob)!);
    const { cursor } = this.#open;
    const band = this.#band;
    const top = band * BAND_ROWS;
    const at = bandAt(cursor, blob, band);
    const bytes = bandAt(cursor, blob, band + 1) - at;
    const decoder = this.#decoder;
    if (!decoder.begin(0, top, blob.width, Math.min(BAND_ROWS, blob.height - top), blob.codec, bytes, false))
      return false;
    let result: RegionResult = RegionResult.more;
    const { scratch } = this.#canvas;
    for (let done = 0; done < bytes; done += SCRATCH_BYTES) {
      const count = Math.min(SCRATCH_BYTES, bytes - done);
      cursor.pack.read(at + done, scratch, 0, count);
      result = decoder.data(scratch, 0, count);
      if (result === RegionResult.bad) return false;
    }
    if (result !== RegionResult.whole) return false;
    this.#band = band + 1;
    if (this.#band < bandsOf(blob.height)) return true;
    this.#undecoded.shift();
    this.#band = 0;
    this.#decoder = undefined;
    return true;
  }

  #drawer(node: PackNode): FaceNode {
    const { cursor } = this.#open;
    switch (node.kind) {
      case NodeKind.wall:
        return new WallNode(node, this.#wall(node.blob!));
      case NodeKind.image:
        return new BitmapNode(node, imageGlyph(cursor, node));
      case NodeKind.layer:
        return new BitmapNode(node, layerGlyph(cursor, node));
      case NodeKind.animation:
        return this.#animation(node, node.blob!);
      case NodeKind.text:
        return new Text(cursor, node, this.#world, this.#table(node.blob!), this.#characters);
      case NodeKind.hand:
        return new Hand(cursor, node, this.#world);
      case NodeKind.bar:
        return new Bar(cursor, node, new Level(node.source, this.#world));
      default:
        return new Arc(cursor, node, new Level(node.source, this.#world));
    }
  }

  #wall(blob: PackBlob): Surface {
    let surface = this.#walls.get(blob);
    if (surface === undefined) {
      surface = createSurface(this.#arena, blob.width, blob.height);
      this.#walls.set(blob, surface);
      this.#undecoded.push(blob);
    }
    return surface;
  }

  #table(blob: PackBlob): GlyphTable {
    let table = this.#tables.get(blob);
    if (table === undefined) {
      table = new GlyphTable(this.#arena, this.#open.cursor, blob);
      this.#tables.set(blob, table);
    }
    return table;
  }

  #animation(node: PackNode, blob: PackBlob): AnimationNode {
    const surface = createSurface(this.#arena, blob.width, blob.height);
    const pixels = this.#kernels.regionKernels(this.#arena.allocate(PX565_STATE_BYTES));
    const { scratch } = this.#canvas;
    const { pack } = this.#open.cursor;
    return new AnimationNode(node, new AnimationDecoder(pack, blob, this.#kernels, surface, pixels, scratch), surface);
  }
}
