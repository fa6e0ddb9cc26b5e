/** So often a message is looked at anew while another about the same person is at work. */
export const attempts = 12;
const pauseMs = 10;

/** Waits a little longer before each further look. */
export const pauseBefore = (attempt: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, attempt * pauseMs);
  });
