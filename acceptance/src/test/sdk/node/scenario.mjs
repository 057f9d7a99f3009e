// What every SDK tells, so that what is stored can be compared: one person, two devices, a day ago.
// Where an SDK takes a time, the steps are minutes apart, so that it is known which came first.
const MINUTE_MS = 60_000;

export const user = 'alice@example.com';
export const device = 'device-1';
export const deviceAfterLogout = 'device-2';
export const previousUser = 'alice-before';
export const groupType = 'org';
export const group = 'acme';

/** A property of each type. */
export const song = {
  song: 'Ünïcode ✓',
  seconds: 215.5,
  liked: true,
  tags: ['rock', 'live'],
  album: { name: 'First', year: 1999 },
};

export const traits = {
  plan: 'pro',
  age: 30,
  newsletter: true,
  interests: ['music', 'art'],
  address: { city: 'Budapest' },
};

export const page = 'https://x.example/?utm_source=news&utm_campaign=c1';

export const groupTraits = { employees: 50 };

/** Of the event of which every SDK is given the message id, if it takes one. */
export const songMessage = 'a8098c1a-f86e-41da-bd1a-00112444be1e';

/** The time of a step, in milliseconds; `at` is that of step 0. */
export const minute = (at, step) => at + step * MINUTE_MS;
