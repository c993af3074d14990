// The common name in a certificate's subject: it is what providers show.

export function commonName(subject: string): string {
  return /(?:^|[,/\n]\s*)CN\s*=\s*([^,/\n]+)/i.exec(subject)?.[1]?.trim() ?? subject;
}
