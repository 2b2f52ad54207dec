// What was tapped so far, and what the server makes of it.

const NOTHING = { keep: [], drop: [], box: null, token: null };

/** As the server takes it. */
const plain = ({ keep, drop, box, token }) => ({ keep, drop, box, token });

/** The taps, one after the other; each holds all points so far, and its answer once it is there. */
export class Taps {
  /** `ask(taps)` resolves to `{outlines, shown}`. */
  constructor(ask) {
    this.ask = ask;
    this.taps = [];
    this.before = null; // what was cut out before the page was opened
    this.hovered = null;
  }

  get last() {
    return this.taps.at(-1);
  }

  get isEmpty() {
    return this.taps.length === 0;
  }

  /** Whether taking away makes sense. */
  get hasObject() {
    return Boolean(this.last?.keep.length || this.last?.box || this.before?.outlines.length);
  }

  /** The outlines at hand and which of them is meant; null while nobody knows. */
  get answer() {
    return this.isEmpty ? this.before : this.last.answer;
  }

  get outline() {
    return this.answer?.outlines[this.answer.shown] ?? null;
  }

  /** The outline to show: while nobody knows what the last tap means, that of the one before. */
  get lit() {
    const answers = [this.before, ...this.taps.map((tap) => tap.answer)];
    const known = answers.findLast((answer) => answer);
    return known?.outlines[known.shown] ?? null;
  }

  /** All that was pointed at, before the page was opened and since. */
  get points() {
    const { keep = [], drop = [], box = null } = this.before?.points ?? {};
    const last = this.last ?? NOTHING;
    return { keep: [...keep, ...last.keep], drop: [...drop, ...last.drop], box: last.box ?? box };
  }

  get sent() {
    return this.taps.map(plain);
  }

  async begin() {
    this.before = await this.ask([]);
  }

  point(place, side) {
    const last = this.last ?? NOTHING;
    return this.add({ ...plain(last), [side]: [...last[side], place] });
  }

  frame(box) {
    return this.add({ ...plain(this.last ?? NOTHING), box });
  }

  /** Take a tap; resolves when it is answered. If that fails, it has never been. */
  async add(tap) {
    const next = { ...tap, token: null, answer: null };
    const foreseen = this.foreseen(tap);
    this.taps.push(next);
    try {
      const answer = await (foreseen ?? this.ask(this.sent));
      next.answer = answer;
      next.token = answer.outlines[answer.shown].token;
    } catch (error) {
      this.taps = this.taps.slice(0, this.taps.indexOf(next));
      throw error;
    }
  }

  /** The pixel where the mouse already was, if that is so close and nothing was tapped yet. */
  snapped(pixel, slack) {
    const [x, y] = this.hovered?.place ?? [Infinity, Infinity];
    const isNear = this.isEmpty && Math.hypot(x - pixel[0], y - pixel[1]) <= slack;
    return isNear ? [x, y] : pixel;
  }

  /** The answer to a first tap where the mouse already was; null if that was elsewhere. */
  foreseen({ keep }) {
    const isThere = this.isEmpty && `${keep}` === `${this.hovered?.place}`;
    return isThere ? this.hovered.asking : null;
  }

  /** What a tap at this place would find: resolves to its answer. */
  hover(place) {
    if (`${place}` !== `${this.hovered?.place}`) {
      this.hovered = { place, asking: this.ask([{ ...NOTHING, keep: [place] }]) };
    }
    return this.hovered.asking;
  }

  undo() {
    this.taps.pop();
  }

  canStep(by) {
    return Boolean(this.answer?.outlines[this.answer.shown + by]) && !this.isEmpty;
  }

  /** The next part (-1) or whole (1). */
  step(by) {
    const { answer } = this.last;
    this.last.answer = { ...answer, shown: answer.shown + by };
    this.last.token = this.outline.token;
  }
}
