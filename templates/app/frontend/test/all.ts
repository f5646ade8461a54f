import './client.test.ts';
import './days.test.ts';
import './todo-list.test.ts';
