/** Stands in for execa's exchange of messages with programs that are Node as well; we never do that. */
export const addIpcMethods = () => undefined;
export const getIpcExport = () => ({});
export const sendAbort = async () => undefined;
export const sendIpcInput = async () => undefined;
export const validateIpcInputOption = () => undefined;
export const waitForIpcOutput = async ({ ipcOutput }) => ipcOutput;
export const getBufferedIpcOutput = async (_messages, ipcOutput) => ipcOutput;
