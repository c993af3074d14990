// The scripts of the pages; inline, each allowed by its hash. Without them every page still works by hand.

/** Sends the only form of the page at once. */
export const SUBMIT_SCRIPT = `document.forms[0].submit();`;

/** Copies the text of the element that a button names, and says so for a moment. */
export const COPY_SCRIPT = `
for (const button of document.querySelectorAll('button[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(source.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand('copy');
    }
    const label = button.dataset.label ??= button.textContent;
    button.dataset.copied = '';
    button.textContent = 'Copied';
    document.getElementById('announce').textContent = button.dataset.name + ' copied';
    clearTimeout(button.timer);
    button.timer = setTimeout(() => { delete button.dataset.copied; button.textContent = label; }, 2000);
  });
}`;
