// The photo, what is lit on it, and which part of it is seen. Everything is a line, so that it
// is crisp at any zoom.

const SVG = "http://www.w3.org/2000/svg";
const UNITS = 4096; // of the server's paths, along the longer side
const CLOSEST = 12; // pixels of the screen for one of the photo
const CROSS = 14; // half its size, on the screen

const find = (id) => document.getElementById(id);

export class View {
  constructor() {
    this.svg = find("canvas");
    this.photo = null;
    this.scale = 1; // pixels of the screen for one of the photo
    this.left = this.top = 0; // the corner of what is seen, in the photo
    new ResizeObserver(([{ contentRect: box }]) => {
      if (this.photo && box.width && box.height) this.fit();
    }).observe(this.svg);
  }

  open(photo) {
    this.photo = photo;
    const image = find("photo");
    for (const name of ["width", "height"]) image.setAttribute(name, photo[name]);
    image.setAttribute("href", photo.url);
    const scale = Math.max(photo.width, photo.height) / UNITS;
    find("units").setAttribute("transform", `scale(${scale})`);
    this.frame = `M0 0H${photo.width / scale}V${photo.height / scale}H0z`;
    this.fit();
  }

  get window() {
    return this.svg.getBoundingClientRect();
  }

  get widest() {
    const { width, height } = this.window;
    return Math.min(width / this.photo.width, height / this.photo.height);
  }

  fit() {
    this.scale = 0;
    this.zoom(1, { x: 0, y: 0 });
  }

  /** Enlarge what is seen, with the point `at` of the window where it is. */
  zoom(factor, at) {
    const place = this.placeAt(at);
    const most = Math.max(CLOSEST, this.widest);
    this.scale = Math.min(most, Math.max(this.widest, this.scale * factor));
    this.left = place.x - at.x / this.scale;
    this.top = place.y - at.y / this.scale;
    this.settle();
  }

  /** Move what is seen by pixels of the screen. */
  pan(x, y) {
    this.left -= x / this.scale;
    this.top -= y / this.scale;
    this.settle();
  }

  /** Keep the photo in the window, in the middle where it is smaller, and show it like that. */
  settle() {
    const width = this.window.width / this.scale;
    const height = this.window.height / this.scale;
    this.left = kept(this.left, width, this.photo.width);
    this.top = kept(this.top, height, this.photo.height);
    this.svg.setAttribute("viewBox", `${this.left} ${this.top} ${width} ${height}`);
    if (this.crossAt) this.cross(this.crossAt);
  }

  /** A point of the window → a place in the photo, in real numbers. */
  placeAt({ x, y }) {
    const scale = this.scale || this.widest;
    return { x: this.left + x / scale, y: this.top + y / scale };
  }

  /** A point of the window → a pixel of the photo, the nearest one. */
  pixelAt(point) {
    const { x, y } = this.placeAt(point);
    return [within(x, this.photo.width), within(y, this.photo.height)];
  }

  /** Light up an outline and dim the rest; null for neither. */
  light(outline) {
    const path = outline?.path ?? "";
    find("dim").setAttribute("d", outline ? this.frame + path : "");
    for (const id of ["halo", "glow", "edge"]) find(id).setAttribute("d", path);
  }

  hover(outline) {
    find("hover").setAttribute("d", outline?.path ?? "");
  }

  /** Show what was pointed at. */
  marks({ keep = [], drop = [], box = null } = {}) {
    find("dots").replaceChildren(
      ...keep.flatMap((pixel) => dot(pixel, "")),
      ...drop.flatMap((pixel) => dot(pixel, " drop")),
    );
    this.box(box);
  }

  box(box) {
    const [left, top, right, bottom] = box ?? [];
    const path = box ? `M${left} ${top}H${right}V${bottom}H${left}z` : "";
    for (const id of ["box-rim", "box"]) find(id).setAttribute("d", path);
  }

  /** The cross that the keyboard moves, at a place in the photo; it is kept in sight. */
  cross(place) {
    this.crossAt = place;
    const { x, y } = place;
    const half = CROSS / this.scale;
    const lines = `M${x - half} ${y}h${2 * half}M${x} ${y - half}v${2 * half}`;
    find("cross").setAttribute("d", lines);
    find("cross").toggleAttribute("hidden", false);
  }

  hideCross() {
    find("cross").toggleAttribute("hidden", true);
  }

  /** Move the view so that a place in the photo is seen. */
  reach({ x, y }) {
    const { width, height } = this.window;
    const at = { x: (x - this.left) * this.scale, y: (y - this.top) * this.scale };
    this.pan(into(at.x, width), into(at.y, height));
  }
}

/** The start of a stretch of `length` that lies within 0 to `end`, or has it in its middle. */
function kept(start, length, end) {
  return length >= end ? (end - length) / 2 : Math.min(Math.max(start, 0), end - length);
}

const within = (value, end) => Math.min(end - 1, Math.max(0, Math.floor(value)));

/** How far to move what is at `value` for it to be between 0 and `end`, off the border. */
function into(value, end) {
  return Math.min(Math.max(value, CROSS), end - CROSS) - value;
}

/** A dot that is as large at any zoom: a line without length, with round ends. */
function dot([x, y], side) {
  return ["rim", "dot"].map((layer) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", layer + side);
    path.setAttribute("d", `M${x + 0.5} ${y + 0.5}h0`);
    return path;
  });
}
