// Draws a map without any foreign picture: <div data-map data-geojson="/…">. Needs leaflet.js before it.
// Each feature may have the properties label, text and url; all of it also stands in the table beside the map.
"use strict";
for (const place of document.querySelectorAll("[data-map]")) {
  const kind = (feature) => (feature.geometry.type.endsWith("Point") ? "point" : "area");

  const draw = (shapes) => {
    place.hidden = false;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(place, {
      attributionControl: false,
      zoomControl: false,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      zoomSnap: 0.25,
      renderer: L.svg({ padding: 0.5 }),
    });
    L.control
      .zoom({
        zoomInTitle: place.dataset.zoomIn,
        zoomOutTitle: place.dataset.zoomOut,
        position: document.documentElement.dir === "rtl" ? "topright" : "topleft",
      })
      .addTo(map);
    const layer = L.geoJSON(shapes, {
      style: (feature) => ({ className: `map__place map__${kind(feature)}` }),
      pointToLayer: (_feature, at) => L.circleMarker(at, { radius: 9 }),
      onEachFeature: (feature, shape) => {
        const about = feature.properties ?? {};
        if (!about.label) return;
        const words = document.createElement("span");
        const name = document.createElement("strong");
        name.textContent = about.label;
        words.append(name);
        if (about.text) words.append(document.createElement("br"), about.text);
        shape.bindTooltip(words, { sticky: true });
        shape.on("add", () => reachable(shape, about));
        if (about.url) shape.on("click", () => location.assign(about.url));
      },
    }).addTo(map);
    if (layer.getLayers().length > 0) map.fitBounds(layer.getBounds(), { padding: [16, 16] });
    else map.setView([51, 10], 6);
  };

  // Every place can be reached with Tab and opened with Enter; the label is spoken.
  const reachable = (shape, about) => {
    const element = shape.getElement?.();
    if (!element) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", about.url ? "link" : "img");
    element.setAttribute("aria-label", [about.label, about.text].filter(Boolean).join(", "));
    element.addEventListener("focus", () => shape.openTooltip());
    element.addEventListener("blur", () => shape.closeTooltip());
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && about.url) location.assign(about.url);
    });
  };

  fetch(place.dataset.geojson, { headers: { Accept: "application/geo+json, application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(draw)
    .catch(() => {
      const note = document.createElement("p");
      note.className = "muted";
      note.setAttribute("role", "status");
      note.textContent = place.dataset.failed;
      place.replaceWith(note);
    });
}
