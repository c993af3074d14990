// Clock times in the reader's own time zone; the server writes UTC.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function showLocalTimes(root: ParentNode): void {
  for (const element of root.querySelectorAll('time')) {
    const at = new Date(element.dateTime);
    element.title = FULL.format(at);
    if ('clock' in element.dataset) element.textContent = CLOCK.format(at);
  }
}
