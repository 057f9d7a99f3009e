const PATHS = {
  segmentation: 'M3 17l5-6 4 3 8-9M3 21h18',
  usage: 'M3 4h18v16H3zM3 10h18M9 4v16M15 4v16',
  funnel: 'M3 5h18l-6.500 8v6l-5-2v-4z',
  retention: 'M3 4h18v16H3zM3 10h18M9 10v10M15 10v6',
  paths: 'M3 6c6 0 6 4 12 4M3 6c6 0 6 12 12 12M15 10h6M15 18h6',
  lifecycle: 'M4 12a8 8 0 0113.500-5.800L20 8.500M20 4v4.500h-4.500M20 12a8 8 0 01-13.500 5.800L4 15.500M4 20v-4.500h4.500',
  stickiness: 'M4 20V6M4 20h16M8 20V9M12 20v-7M16 20v-4M20 20v-2',
  sessions: 'M12 4a8 8 0 108 8 8 8 0 00-8-8zM12 7.500V12l3 2',
  revenue: 'M12 3v18M16.500 7.500C15.500 6 14 5.500 12 5.500c-2.500 0-4.500 1.200-4.500 3.200S9.500 12 12 12s4.500 1.200 4.500 3.300-2 3.200-4.500 3.200c-2 0-3.700-.6-4.700-2.200',
  people: 'M9 11.500a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM2.500 20c.6-4 3.200-6 6.500-6s5.900 2 6.500 6M16 5a3.500 3.500 0 010 6.500M18.500 14.500c1.800.9 2.700 2.800 3 5.500',
  live: 'M12 14a2 2 0 100-4 2 2 0 000 4zM7.800 7.800a6 6 0 000 8.400M16.200 7.800a6 6 0 010 8.400M5 5a10 10 0 000 14M19 5a10 10 0 010 14',
  catalog: 'M5 4h11a3 3 0 013 3v13H8a3 3 0 01-3-3zM5 17a3 3 0 013-3h11M9 8h6',
  segments: 'M12 3a9 9 0 109 9h-9zM15.500 3.700A9 9 0 0120.300 8.500H15.500z',
  dashboard: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  save: 'M6 4h12v16l-6-4.500-6 4.500z',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.500v5M8 14.500v5',
  link: 'M10 14a4 4 0 005.700 0l3.500-3.500a4 4 0 00-5.700-5.700L12 6.300M14 10a4 4 0 00-5.700 0l-3.500 3.500a4 4 0 005.700 5.700l1.500-1.500',
  down: 'M12 4v11M7.500 11l4.500 4.500L16.500 11M4 20h16',
  x: 'M6 6l12 12M18 6L6 18',
  up: 'M12 19V6M6.500 11.500L12 6l5.500 5.500',
  chevron: 'M7 10l5 5 5-5',
  moon: 'M20 14.500A8.500 8.500 0 119.500 4a7 7 0 0010.500 10.500z',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M4.900 4.900l1.400 1.400M17.700 17.700l1.400 1.400M2 12h2M20 12h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400',
  calendar: 'M3 5h18v16H3zM3 10h18M8 3v4M16 3v4',
  line: 'M3 17l6-7 4 4 8-9',
  area: 'M3 18l6-7 4 3 8-8v14H3z',
  bar: 'M5 20V11M12 20V5M19 20v-6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  help: 'M9.200 9a3 3 0 115 2.300c-1.200 1-2.200 1.500-2.200 3M12 18h.01',
  out: 'M14 4h5v16h-5M3 12h11M10 8l4 4-4 4',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4l13 8-13 8z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 'normal' }: { name: IconName; size?: 'normal' | 'small' }) {
  return (
    <svg class={'icon ' + size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of a line, beside its name wherever that stands: colour and symbol, like in the chart; of earlier days broken. */
export function Swatch({ slot, earlier = false }: { slot: number; earlier?: boolean }) {
  return (
    <svg class={'swatch slot' + (slot % 8) + (earlier ? ' earlier' : '')} viewBox="0 0 16 10" aria-hidden="true">
      <path class="stroke" d="M1 5h14" />
      <path class="fill" d={SYMBOLS[slot % SYMBOLS.length]!} />
    </svg>
  );
}

const SYMBOLS = [
  'M8 1.200a3.800 3.800 0 100 7.600 3.800 3.800 0 000-7.600z',
  'M8 .6L12.400 5 8 9.400 3.600 5z',
  'M4.600 1.600h6.800v6.800H4.600z',
  'M8 .8l4.300 7.800H3.700z',
  'M8 9.200L3.700 1.400h8.600z',
  'M8 .5l1.300 3.100 3.300.3-2.500 2.200.8 3.300L8 7.600 5.100 9.400l.8-3.300-2.500-2.200 3.300-.3z',
  'M5.800 1h4.400l2.200 4-2.200 4H5.800L3.600 5z',
  'M4 2h8v6H4z',
];
