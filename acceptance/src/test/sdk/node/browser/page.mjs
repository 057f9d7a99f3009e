/** Long enough for the next event to have another time: what came first must be known. */
export const pause = (milliseconds = 30) => new Promise((resolve) => setTimeout(resolve, milliseconds));
