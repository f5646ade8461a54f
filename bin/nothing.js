/** Stands in for packages that are left out of the bundle. */
const nothing = () => undefined;
export default nothing;
// The names by which conf asks for its validator, execa for the colours of its verbose mode, and open for browsers of Windows.
export {
	nothing as Ajv2020,
	nothing as bold,
	nothing as gray,
	nothing as redBright,
	nothing as yellowBright,
	nothing as _windowsBrowserProgIdMap,
};
