// A PNG with a palette: a picture of a user interface has few colours, and takes a third of the bytes so.
import { crc32, deflateSync } from 'node:zlib';

/** Colours of a palette at most (PNG, third edition, §11.2.2). */
const maxColours = 256;

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * @param {{width: number, height: number, pixels: Uint8Array}} picture pixels as red, green, blue and alpha, of which
 *   alpha is taken for opaque
 * @returns {Buffer}
 */
export function palettePng({ width, height, pixels }) {
  const colours = mostFrequent(pixels);
  const nearest = nearestOf(colours);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest(colourAt(pixels, y * width + x));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which are the index of a palette's colour.
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {Uint8Array} pixels @param {number} index */
function colourAt(pixels, index) {
  const at = index * 4;
  return ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
}

/** The colours that make up most of the picture. @param {Uint8Array} pixels */
function mostFrequent(pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let index = 0; index < pixels.length / 4; index++) {
    const colour = colourAt(pixels, index);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  return byCount.slice(0, maxColours);
}

/** Finds the place of the colour that is nearest to another. @param {number[]} colours */
function nearestOf(colours) {
  /** @type {Map<number, number>} */
  const known = new Map(colours.map((colour, place) => [colour, place]));
  return (/** @type {number} */ colour) => {
    let place = known.get(colour);
    if (place === undefined) {
      const distances = colours.map((other) => distance(colour, other));
      place = distances.indexOf(Math.min(...distances));
      known.set(colour, place);
    }
    return place;
  };
}

/** @param {number} one @param {number} other */
function distance(one, other) {
  const of = (/** @type {number} */ shift) => ((one >> shift) & 255) - ((other >> shift) & 255);
  return of(16) ** 2 + of(8) ** 2 + of(0) ** 2;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
