/** Text kept on either side of the words, to tell them from the same words elsewhere. */
export const contextLength = 32
