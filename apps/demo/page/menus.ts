// Menus are <details>: they open without a script, and close with Escape or a press elsewhere.

export function closeMenusOutside(root: Document): void {
  const openMenus = () => root.querySelectorAll<HTMLDetailsElement>('details.menu[open]');
  root.addEventListener('click', (event) => {
    for (const menu of openMenus())
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}
