/** Long enough for the next event to have another time: what came first must be known. */
export const pause = (milliseconds = 30) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Events with numbers from 1 on, in waves: `long` is the number of the one with too long a text. */
export async function numbered({ waves, wave, long }, track) {
  for (let number = 1; number <= waves * wave; number++) {
    track({ number, ...(number === long ? { text: 'x'.repeat(10_000) } : {}) });
    await pause(number % wave === 0 ? 1_500 : 30);
  }
}
