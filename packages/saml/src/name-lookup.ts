// Known local names by the hash that the scan computes while it reads a name: no substring is made for a look-up.

import { LOCAL_NAMES } from './names.ts';

const SLOTS = 1024;

/** The hash of a name so far and its next character. */
export function nextNameHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

// Open addressing at one eighth load: chains stay short whatever names a message brings.
const SLOT_TO_NAME: Int16Array = fillSlots();

/** The id of the local name at `start`–`end`, 0 when it is not a known one. */
export function lookUpLocalName(xml: string, start: number, end: number, hash: number): number {
  let slot = hash & (SLOTS - 1);
  for (;;) {
    const id = SLOT_TO_NAME[slot]!;
    if (id === 0) return 0;
    const name = LOCAL_NAMES[id - 1]!;
    if (name.length === end - start && xml.startsWith(name, start)) return id;
    slot = (slot + 1) & (SLOTS - 1);
  }
}

function fillSlots(): Int16Array {
  const slots = new Int16Array(SLOTS);
  LOCAL_NAMES.forEach((name, index) => {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = nextNameHash(hash, name.charCodeAt(i));
    let slot = hash & (SLOTS - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = index + 1;
  });
  return slots;
}
