/** Stands in for packages that are left out of the bundle. */
const nothing = () => undefined;
export default nothing;
// The name by which conf asks for its validator, and the colours of execa's verbose mode.
export { nothing as Ajv2020, nothing as bold, nothing as gray, nothing as redBright, nothing as yellowBright };
