// How exactly a certificate's last use is known.

/**
 * The last use is written once a minute: everybody of a team signs in with the same certificate, and would otherwise wait
 * for each other at its row.
 */
export const CERTIFICATE_SEEN_EVERY_MILLIS = 60_000;
