// Requests from a form. The browser sends them itself: cookies, redirects and streams are then those of any client, and files never
// pass through the host's memory on their way to it.
(() => {
  const most = 512 * 1024;
  let running = null;

  const bodyOf = question => {
    if (question.file) return document.getElementById(question.file)?.files[0] ?? null;
    if (!question.fields) return question.body;
    const fields = question.multipart ? new FormData() : new URLSearchParams();
    for (const { name, value, input } of question.fields) {
      if (!input) fields.append(name, value);
      else for (const file of document.getElementById(input)?.files ?? []) fields.append(name, file);
    }
    return fields;
  };

  const textOf = bytes => {
    if (bytes.includes(0)) return null;
    // What was cut may end within a character: the end is let go, the rest must be UTF-8.
    try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }); } catch { return null; }
  };

  const read = async (response, answer) => {
    if (!response.body) { answer.text = ''; return; }
    const parts = [], reader = response.body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        if (answer.bytes < most) parts.push(value.subarray(0, most - answer.bytes));
        answer.bytes += value.length;
      }
    } catch (e) {
      if (e.name !== 'AbortError') throw e;
      answer.stopped = true;
    }
    const kept = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { kept.set(part, at); at += part.length; }
    answer.cut = answer.bytes > kept.length;
    answer.text = textOf(kept);
  };

  stepwell.request = async question => {
    const started = performance.now();
    const wrong = question.headers.find(([name, value]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\0\r\n]|[^\0-\xff]/.test(value));
    const answer = { status: 0, statusText: '', ms: 0, headers: [], bytes: 0, text: null, cut: false, stopped: false, error: null };
    if (wrong) return { ...answer, error: `The header '${wrong[0]}' cannot be sent: a name takes letters, digits and dashes, a value no line breaks and no characters beyond Latin-1.` };
    running?.abort();
    const mine = running = new AbortController();
    try {
      const response = await fetch(location.origin + question.path, { method: question.method, headers: question.headers, body: bodyOf(question) ?? undefined, cache: 'no-store', signal: mine.signal });
      Object.assign(answer, { status: response.status, statusText: response.statusText, headers: [...response.headers] });
      await read(response, answer);
    } catch (e) {
      answer.error = e.name === 'AbortError' ? 'It was stopped before an answer came.' : e.message;
    }
    if (running === mine) running = null;
    answer.ms = performance.now() - started;
    return answer;
  };
  stepwell.stopRequest = () => running?.abort();

  // On a narrow screen an answer comes below what is in sight.
  stepwell.reveal = selector => document.querySelector(selector)?.scrollIntoView({ block: 'nearest' });

  // Marks a place in the text of an editor.
  stepwell.mark = (id, start, length) => {
    const area = document.querySelector(`#${id} textarea`);
    if (!area) return;
    area.focus();
    area.setSelectionRange(start, start + length);
    area.scrollTop = Math.max(0, (area.value.slice(0, start).split('\n').length - 4) * parseFloat(getComputedStyle(area).lineHeight));
  };
})();
