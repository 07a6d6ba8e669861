// The drawing of a process: bpmn-js, what we add to its steps, and the findings of the server.
(() => {
  "use strict";

  const place = document.getElementById("canvas");
  if (!place || !window.BpmnJS) return;
  const form = document.getElementById("drawing");
  const text = document.getElementById("id_drawing");
  const by = (id) => document.getElementById(id);

  // What we add to BPMN: <yimen:link kind grant days …><yimen:seat name grant/></yimen:link>.
  const yimen = {
    name: "Yimen",
    uri: "https://yimen.example/bpmn",
    prefix: "yimen",
    xml: { tagAlias: "lowerCase" },
    types: [
      {
        name: "Link",
        superClass: ["Element"],
        properties: [
          ...["kind", "grant", "days", "nameEn", "rule", "voters", "share"].map((name) => (
            { name, isAttr: true, type: "String" }
          )),
          { name: "seats", type: "Seat", isMany: true },
        ],
      },
      {
        name: "Seat",
        superClass: ["Element"],
        properties: ["name", "grant"].map((name) => ({ name, isAttr: true, type: "String" })),
      },
    ],
  };

  const words = place.dataset.lang.startsWith("zh") ? window.processWords || {} : {};
  function translate(template, replacements = {}) {
    const said = words[template] || template;
    return said.replace(/{([^}]+)}/g, (all, key) => replacements[key] ?? all);
  }

  // Only what the city can run is offered.
  const TOOLS = new Set(["hand-tool", "lasso-tool", "space-tool", "global-connect-tool", "tool-separator",
    "create.start-event", "create.end-event", "create.exclusive-gateway", "create.task", "create.subprocess-expanded"]);
  const BECOMES = new Set(["replace-with-exclusive-gateway", "replace-with-parallel-gateway", "replace-with-inclusive-gateway",
    "replace-with-task", "replace-with-user-task", "replace-with-manual-task", "replace-with-conditional-flow", "replace-with-default-flow",
    "replace-with-sequence-flow", "replace-with-none-start", "replace-with-none-end", "replace-with-terminate-end",
    "replace-with-none-intermediate-throwing", "replace-with-expanded-subprocess"]);
  const keep = (entries, wanted) => Object.fromEntries(Object.entries(entries).filter(([key]) => wanted.has(key)));
  function Offered(palette, popupMenu) {
    palette.registerProvider(500, { getPaletteEntries: () => (entries) => keep(entries, TOOLS) });
    popupMenu.registerProvider("bpmn-replace", 500, {
      getPopupMenuEntries: () => (entries) => keep(entries, BECOMES),
      getPopupMenuHeaderEntries: () => () => ({}),
    });
  }
  Offered.$inject = ["palette", "popupMenu"];

  const modeler = new window.BpmnJS({
    container: place,
    moddleExtensions: { yimen },
    additionalModules: [
      { translate: ["value", translate] },
      { __init__: ["offered"], offered: ["type", Offered] },
    ],
  });
  const part = (name) => modeler.get(name);

  // --- what is chosen --------------------------------------------------------------------

  const PEOPLE = ["bpmn:Task", "bpmn:UserTask", "bpmn:ManualTask"];
  const SAID = { kind: "kind", grant: "grant", days: "days", name_en: "nameEn", rule: "rule", voters: "voters", share: "share" };
  let chosen = null;

  const linkOf = (business) => business.extensionElements?.values?.find((one) => one.$type === "yimen:Link");

  function link() {
    const business = chosen.businessObject;
    const found = linkOf(business);
    if (found) return found;
    const moddle = part("moddle");
    const inside = moddle.create("bpmn:ExtensionElements", { values: [...(business.extensionElements?.values || [])] });
    const made = moddle.create("yimen:Link", {});
    made.$parent = inside;
    inside.values.push(made);
    inside.$parent = business;
    part("modeling").updateProperties(chosen, { extensionElements: inside });
    return made;
  }

  function show(element) {
    chosen = element && element.type !== "bpmn:Process" ? (element.labelTarget || element) : null;
    const kind = !chosen ? "nothing" : PEOPLE.includes(chosen.type) ? "of-step" : chosen.type === "bpmn:SequenceFlow" ? "of-path" : "of-other";
    ["nothing", "of-step", "of-path", "of-other"].forEach((id) => { by(id).hidden = id !== kind; });
    if (!chosen) return;
    const business = chosen.businessObject;
    if (kind === "of-step") {
      const said = linkOf(business) || {};
      by("step_name").value = business.name || "";
      Object.entries(SAID).forEach(([field, name]) => { by(`step_${field}`).value = said[name] || ""; });
      by("step_seats").value = (said.seats || []).map((seat) => seat.name).join("、");
      several();
    } else if (kind === "of-path") {
      by("path_name").value = business.name || "";
      by("path_condition").value = business.conditionExpression?.body || "";
      by("path_is_default").checked = business.sourceRef?.default === business;
      const chooses = ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"].includes(business.sourceRef?.$type);
      ["path_condition", "path_is_default"].forEach((id) => { by(id).closest(".y-field").hidden = !chooses; });
    } else {
      by("other_name").value = business.name || "";
    }
  }

  function several() {
    const rule = by("step_rule").value;
    ["voters", "seats"].forEach((name) => { by(`step_${name}`).closest(".y-field").hidden = !rule; });
    by("step_share").closest(".y-field").hidden = rule !== "share";
  }

  function saySeats(names) {
    const moddle = part("moddle");
    const to = link();
    const seats = names.map((name) => moddle.create("yimen:Seat", { name }));
    seats.forEach((seat) => { seat.$parent = to; });
    part("modeling").updateModdleProperties(chosen, to, { seats, voters: seats.length ? undefined : to.voters });
  }

  function sayRule(rule) {
    part("modeling").updateModdleProperties(chosen, link(), { rule: rule || undefined });
    const loop = rule ? part("moddle").create("bpmn:MultiInstanceLoopCharacteristics") : undefined;
    if (loop) loop.$parent = chosen.businessObject;
    part("modeling").updateProperties(chosen, { loopCharacteristics: loop });
    several();
  }

  function sayStep(field, value) {
    if (field === "name") part("modeling").updateProperties(chosen, { name: value });
    else if (field === "seats") saySeats(value.split(/[、，,;；\s]+/).filter(Boolean));
    else if (field === "rule") sayRule(value);
    else part("modeling").updateModdleProperties(chosen, link(), { [SAID[field]]: value || undefined });
  }

  function sayPath(field, target) {
    const modeling = part("modeling");
    const business = chosen.businessObject;
    if (field === "name") modeling.updateProperties(chosen, { name: target.value || undefined });
    if (field === "condition") {
      const body = target.value.trim();
      const conditionExpression = body ? part("moddle").create("bpmn:FormalExpression", { body }) : undefined;
      modeling.updateProperties(chosen, { conditionExpression });
    }
    if (field === "is_default") {
      modeling.updateProperties(chosen.source, { default: target.checked ? business : undefined });
    }
  }

  by("properties").addEventListener("change", (event) => {
    if (!chosen || !event.target.id) return;
    const [group, ...rest] = event.target.id.split("_");
    const field = rest.join("_");
    if (group === "step") sayStep(field, event.target.value.trim());
    if (group === "path") sayPath(field, event.target);
    if (group === "other") part("modeling").updateProperties(chosen, { name: event.target.value || undefined });
  });

  // --- findings ----------------------------------------------------------------------------

  let marked = [];
  function point(ids) {
    const canvas = part("canvas");
    marked.forEach((id) => { if (part("elementRegistry").get(id)) canvas.removeMarker(id, "is-fault"); });
    marked = ids.filter((id) => part("elementRegistry").get(id));
    marked.forEach((id) => canvas.addMarker(id, "is-fault"));
  }
  const faults = () => [...document.querySelectorAll("[data-element]")].map((one) => one.dataset.element);

  async function check() {
    const { xml } = await modeler.saveXML({ format: true });
    text.value = xml;
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("checked");
    by("checked").replaceWith(found);
    point(faults());
  }

  document.addEventListener("click", (event) => {
    const fault = event.target.closest("[data-element]");
    const element = fault && part("elementRegistry").get(fault.dataset.element);
    if (!element) return;
    place.scrollIntoView({ block: "nearest" });
    part("canvas").scrollToElement(element);
    part("selection").select(element);
  });

  let waiting = 0;
  modeler.on("commandStack.changed", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 800);
  });
  modeler.on("selection.changed", ({ newSelection }) => show(newSelection.length === 1 ? newSelection[0] : null));
  modeler.on("element.changed", ({ element }) => { if (element === chosen) show(element); });

  by("check").addEventListener("click", async () => { await check(); by("faults").focus(); });
  by("fit").addEventListener("click", () => part("canvas").zoom("fit-viewport", "auto"));
  by("step_rule").addEventListener("change", several);

  form.addEventListener("submit", async (event) => {
    if (form.elements.file.files.length || text.dataset.typed) return;
    event.preventDefault();
    event.stopPropagation();
    const { xml } = await modeler.saveXML({ format: true });
    text.value = xml;
    form.submit();
  });
  text.addEventListener("input", () => { text.dataset.typed = "yes"; });

  // The beginning, large enough to read, beside the tools.
  function look() {
    const canvas = part("canvas");
    const { inner, outer } = canvas.viewbox();
    const scale = Math.max(0.7, Math.min(1, (outer.width - 120) / inner.width));
    const [width, height] = [outer.width / scale, outer.height / scale];
    canvas.viewbox({ x: inner.x - 110 / scale, y: inner.y - Math.max(40, (height - inner.height) / 3), width, height });
  }

  async function open() {
    place.hidden = false;
    try {
      await modeler.importXML(text.value);
      look();
      point(faults());
      document.querySelector(".desk-keys").hidden = by("check").hidden = by("fit").hidden = false;
    } catch {
      place.replaceChildren(document.createTextNode(place.dataset.broken));
      by("as-text").open = true;
      text.dataset.typed = "yes";
    }
  }
  open();
})();
