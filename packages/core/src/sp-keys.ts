// The service provider's own key pairs: which of them signs, which is published ahead, and which only decrypts any more.

/** How long a key pair is published before it is used: providers that read our metadata have it by then. */
export const SP_KEY_NOTICE_DAYS = 30;
/** How long a key pair that was replaced still decrypts, for providers that were told late. Then it is deleted. */
export const SP_KEY_KEPT_DAYS = 90;
const DAY_MILLIS = 24 * 3_600_000;

/** A key pair of the service provider; the private key is encrypted before it gets here. */
export interface StoredSpKey {
  readonly keyId: string;
  readonly region: string;
  readonly certificatePem: string;
  readonly encryptedPrivateKey: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** From when on it signs. Until then it is published, and decrypts. */
  readonly usedFrom: Date;
}

/** `current` signs and is published; `next` is published and decrypts already; `old` only decrypts. */
export type SpKeyRole = 'current' | 'next' | 'old';

/**
 * What each key pair of a region is for now. Computed, so that a new one takes over on every instance at once, without a
 * timer. `keys`: oldest first, as the store gives them.
 */
export function spKeyRoles(keys: readonly Pick<StoredSpKey, 'usedFrom'>[], now: Date): readonly SpKeyRole[] {
  // With a clock that lags behind the first key pair, that one is in use all the same.
  const current = Math.max(
    0,
    keys.findLastIndex(({ usedFrom }) => usedFrom <= now),
  );
  return keys.map((_, index) => (index === current ? 'current' : index < current ? 'old' : 'next'));
}

/** Whether the next key pair should be made: the newest is in use, and its certificate ends in 60 days. */
export function isNextSpKeyDue(keys: readonly StoredSpKey[], now: Date): boolean {
  const newest = keys.at(-1);
  if (!newest || newest.usedFrom > now) return false;
  // Published for 30 days, then 30 more in which the old certificate is still good for whoever was late.
  return newest.notAfter.getTime() - now.getTime() <= 2 * SP_KEY_NOTICE_DAYS * DAY_MILLIS;
}

/** When a key pair made now is used first. */
export function spKeyUsedFrom(now: Date): Date {
  return new Date(now.getTime() + SP_KEY_NOTICE_DAYS * DAY_MILLIS);
}

/** Key pairs that were replaced so long ago that they may be deleted. */
export function forgottenSpKeys(keys: readonly StoredSpKey[], now: Date): readonly StoredSpKey[] {
  const since = now.getTime() - SP_KEY_KEPT_DAYS * DAY_MILLIS;
  return keys.filter((_, index) => {
    const successor = keys[index + 1];
    return successor !== undefined && successor.usedFrom.getTime() <= since;
  });
}

/** The part of the store that keeps the service provider's own keys, and small values for good. */
export interface SpKeyStore {
  /** Key pairs of a region, or of every region, each oldest first. */
  readSpKeys(region?: string): Promise<readonly StoredSpKey[]>;
  /** Adds the first key pair of a region; when another instance was first, theirs is returned and ours is dropped. */
  addFirstSpKey(key: StoredSpKey): Promise<StoredSpKey>;
  /** Adds a key pair to its region, if `after` names the newest there is. @returns whether it did: of concurrent calls one. */
  addNextSpKey(key: StoredSpKey, after: string): Promise<boolean>;
  /** Brings the first use of a key pair forward; never puts it off. */
  useSpKey(region: string, keyId: string, usedFrom: Date): Promise<void>;
  /** Replaces the encrypted private key, if it still is `from`. @returns whether it did. */
  resealSpKey(region: string, keyId: string, from: string, to: string): Promise<boolean>;
  /** Deletes a key pair, unless it is the newest of its region. @returns whether it did. */
  removeSpKey(region: string, keyId: string): Promise<boolean>;

  /** Keeps a small value for good under a name: the first writer wins, everybody gets the value that is kept. */
  keepFirst(name: string, value: string): Promise<string>;
  /** Values whose name begins so, by name. */
  readKept(prefix: string): Promise<readonly { readonly name: string; readonly value: string }[]>;
  /** Replaces a value, if it still is `from`. @returns whether it did. */
  replaceKept(name: string, from: string, to: string): Promise<boolean>;
}
