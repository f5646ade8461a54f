import { constants } from 'node:os';

/** Stands in for execa's table of signals in words: the names do, as we say ourselves how a program ended. */
export const signalsByName = Object.fromEntries(Object.keys(constants.signals).map((name) => [name, { description: name }]));
