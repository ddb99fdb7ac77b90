/** Numbers in (0, 1), neither end included, the same for the same seed on every machine. */
export type Random = () => number;

const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state;
}

/** Four well-mixed words of one: a Weyl sequence through the finaliser of MurmurHash3. */
function words(seed: number): [number, number, number, number] {
  let weyl = seed;
  const next = () => {
    weyl = (weyl + 0x9e3779b9) | 0;
    let mixed = Math.imul(weyl ^ (weyl >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return [next(), next(), next(), next()];
}

/** xoshiro128** (Blackman and Vigna 2021, ACM TOMS 47:36) as whole numbers from 0 to 2^32 - 1. */
export function xoshiro128([s0, s1, s2, s3]: readonly [number, number, number, number]): () => number {
  return () => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result >>> 0;
  };
}

/** Random numbers of a seed such as the hash of a query. */
export function seededRandom(seed: string): Random {
  const next = xoshiro128(words(hash(seed)));
  return () => (next() + 0.5) / 4_294_967_296;
}
