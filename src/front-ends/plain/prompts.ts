// Named one by one, so that a bundler leaves the other prompts out.
export { input, password } from '@inquirer/prompts';
