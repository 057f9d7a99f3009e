import { signal } from '@preact/signals';

export type Theme = 'light' | 'dark';

const KEPT = 'riffle-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export const theme = signal<Theme>(kept() ?? (system.matches ? 'dark' : 'light'));

theme.subscribe((value) => {
  document.documentElement.dataset['theme'] = value;
});

// who has chosen stays with the choice; who has not goes with the system
system.addEventListener('change', () => {
  if (!kept()) theme.value = system.matches ? 'dark' : 'light';
});

export function switchTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  localStorage.setItem(KEPT, theme.value);
}

function kept(): Theme | undefined {
  const value = localStorage.getItem(KEPT);
  return value === 'light' || value === 'dark' ? value : undefined;
}
