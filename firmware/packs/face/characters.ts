import { dateOf } from '../../compose/face/calendar.js';
import { FIELD_BYTES } from '../fields.js';
import { DateFormat, SceneSource, TimeFormat, WEEKDAY_GLYPH } from '../layout.js';
import type { FaceWorld } from './face-world.js';

const DIGIT_0 = 0x30;
const HYPHEN = 0x2d;
const COLON = 0x3a;
const SLASH = 0x2f;
const DOT = 0x2e;
const PERCENT = 0x25;
const MONTH_SIGN = 0x6708;
const DAY_SIGN = 0x65e5;
const REPLACEMENT = 0xfffd;

/** The characters of one text as code points. One object serves all texts: each is laid out before the next is written. */
export class Characters {
  readonly codes = new Uint32Array(FIELD_BYTES);
  /** As `GlyphTable.measure` found them, from `first` on: their glyphs, where each begins; how many there are, and how wide all of them. */
  readonly glyphs = new Int16Array(FIELD_BYTES);
  readonly pens = new Int32Array(FIELD_BYTES);
  found = 0;
  width = 0;
  /** So many of the first glyphs are those of the line before. */
  first = 0;
  count = 0;

  /** Writes what a source says, as PACKS.md has it; nothing where there is nothing to say. */
  write(source: number, format: number, world: FaceWorld, now: number): void {
    this.count = 0;
    const { clock, fields, battery } = world;
    switch (source) {
      case SceneSource.time:
        this.#time(format, world, now);
        return;
      case SceneSource.battery:
        if (battery >= 0) this.#whole(battery).#put(PERCENT);
        return;
      case SceneSource.notifications:
        if (fields.level(source) > 0) this.#whole(fields.level(source));
        return;
      case SceneSource.weekday:
        // 1970 began on a Thursday.
        if (clock.known) this.#put(WEEKDAY_GLYPH + ((clock.day(now) + 4) % 7));
        return;
      case SceneSource.date:
        if (fields.length(source) === 0 || !fields.isFresh(source, now)) {
          if (clock.known) this.#date(format, clock.day(now));
          return;
        }
        this.#told(world, source);
        return;
      default:
        this.#told(world, source);
    }
  }

  /** What a host told, out of UTF-8; what is no UTF-8 is a replacement character. */
  #told({ fields }: FaceWorld, source: number): void {
    const length = fields.length(source);
    for (let at = 0; at < length; ) {
      const lead = fields.byte(source, at);
      const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
      let code = more === 0 ? lead : lead & (0x3f >> more);
      at += 1;
      for (let left = more; left > 0; left -= 1) {
        const next = at < length ? fields.byte(source, at) : 0;
        if (next >> 6 !== 2) {
          code = REPLACEMENT;
          break;
        }
        code = (code << 6) | (next & 0x3f);
        at += 1;
      }
      this.#put(more < 0 ? REPLACEMENT : code);
    }
  }

  #time(format: number, { clock }: FaceWorld, now: number): void {
    const minute = clock.known ? clock.minuteOfDay(now) : -1;
    const hour = Math.floor(minute / 60);
    const hourOf12 = ((hour + 11) % 12) + 1;
    const of12 = format === TimeFormat.hourMinuteOf12 || format === TimeFormat.hourOf12;
    if (format !== TimeFormat.minute && format !== TimeFormat.second)
      this.#two(minute < 0 ? -1 : of12 ? hourOf12 : hour, of12);
    const long = format === TimeFormat.hourMinuteSecond;
    const both = long || format === TimeFormat.hourMinute || format === TimeFormat.hourMinuteOf12;
    if (both) this.#put(COLON);
    if (both || format === TimeFormat.minute) this.#two(minute < 0 ? -1 : minute % 60, false);
    if (long) this.#put(COLON);
    if (long || format === TimeFormat.second) this.#two(minute < 0 ? -1 : clock.secondOfMinute(now), false);
  }

  #date(format: number, day: number): void {
    const date = dateOf(day);
    switch (format) {
      case DateFormat.dayMonth:
        this.#two(date.day, true).#put(DOT).#two(date.month, true).#put(DOT);
        return;
      case DateFormat.yearMonthDay:
        this.#whole(date.year).#put(HYPHEN).#two(date.month, false).#put(HYPHEN).#two(date.day, false);
        return;
      case DateFormat.characters:
        this.#whole(date.month).#put(MONTH_SIGN).#whole(date.day).#put(DAY_SIGN);
        return;
      case DateFormat.day:
        this.#whole(date.day);
        return;
      default:
        this.#two(date.month, true).#put(SLASH).#two(date.day, true);
    }
  }

  /** Two digits, two hyphens for less than nothing; `short` leaves a zero in front away. */
  #two(value: number, short: boolean): this {
    const tens = (value / 10) | 0;
    if (short && tens === 0 && value >= 0) return this.#put(DIGIT_0 + value);
    const codes = this.codes;
    const count = this.count;
    // Nothing with numbers of two digits is near as long as there is room for.
    codes[count] = value < 0 ? HYPHEN : DIGIT_0 + tens;
    codes[count + 1] = value < 0 ? HYPHEN : DIGIT_0 + value - 10 * tens;
    this.count = count + 2;
    return this;
  }

  #whole(value: number): this {
    let unit = 1;
    while (unit * 10 <= value) unit *= 10;
    for (; unit >= 1; unit /= 10) this.#put(DIGIT_0 + (Math.floor(value / unit) % 10));
    return this;
  }

  #put(code: number): this {
    const { count } = this;
    if (count < FIELD_BYTES) {
      this.codes[count] = code;
      this.count = count + 1;
    }
    return this;
  }
}
