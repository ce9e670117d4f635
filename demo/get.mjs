// SPDX-License-Identifier: MIT
// What C calls for an address; it reads the response.  signal: of the task's cancel.
export async function get(url, {signal}) {
  const response = await fetch(url, {signal});
  if (!response.ok) throw new Error(`the server says ${response.status}`);
  return response;
}
