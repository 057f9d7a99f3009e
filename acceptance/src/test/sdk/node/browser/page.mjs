/** Long enough for the next event to have another time: what came first must be known. */
export const pause = (milliseconds = 30) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Events with numbers from 1 on, in waves; `odd` is the number of the one with texts. */
export async function numbered({ waves, wave, odd, texts, textLength }, track) {
  for (let number = 1; number <= waves * wave; number++) {
    const properties = { number };
    for (let i = 0; number === odd && i < texts; i++) properties[`text${i}`] = 'x'.repeat(textLength);
    track(properties);
    if (number % wave === 0) await pause(1_500);
    // what is too large by its many texts is to be in one request with its wave, if the SDK makes batches
    else if (texts <= 1) await pause();
  }
}
