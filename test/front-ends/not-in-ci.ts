// Ink draws only its last frame when CI is set, and colours would be in the frames; both are decided when Ink is loaded.
// Import this file before anything that loads Ink.
delete process.env.CI;
delete process.env.CONTINUOUS_INTEGRATION;
process.env.CI = 'false';
process.env.FORCE_COLOR = '0';
