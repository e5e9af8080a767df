"""The parts of a chart: ground, axes with few words, bands under lines, a floor, a legend beneath."""

import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from app.insights.charts import labels, letters, palette
from app.insights.charts.palette import Palette
from app.insights.records.evidence import Unit
from app.insights.records.picture import Dot, Drawing, Line
from app.insights.rules import picture

TEXT, HEADING = 11, 13
"""Points; see `drawing.WIDTH_INCHES`."""
TITLE_LETTERS, TITLE_LINES = 46, 2
MOST_DOTS = 31
"""With more, a mark at each would hide the line."""
BANDS = ((95, 0.14), (80, 0.24))
BAND_NAMES = {80: "likely range, 4 times in 5", 95: "wide range, 19 times in 20"}


def onto(figure: Figure, drawing: Drawing, *, is_dark: bool) -> None:
    """Draws everything into an empty figure."""
    colours = palette.of(is_dark=is_dark)
    figure.set_facecolor(colours.ground)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    lines = picture.joined(drawing.lines)
    keys: list[Line2D | Patch] = [_drawn(axes, line, colours, place) for place, line in enumerate(lines)]
    keys += _bands(axes, drawing, colours)
    if drawing.floor is not None:
        keys.append(_floor(axes, drawing, colours))
    _axes(axes, drawing, colours)
    _words(figure, drawing, keys, colours)
    figure.draw_without_rendering()
    _place(figure, axes)


def _drawn(axes: Axes, line: Line, colours: Palette, place: int) -> Line2D:
    """One line: full where it was seen, dashed where it is foretold."""
    (drawn,) = axes.plot(
        [dot.on.toordinal() for dot in line.dots],
        [dot.value for dot in line.dots],
        color=colours.lines[place],
        linewidth=2.2,
        linestyle=(0, (3.2, 1.6)) if line.is_expected else "-",
        marker="o" if len(line.dots) <= MOST_DOTS else "",
        markersize=3.6,
        label=letters.shown(line.title, line.name),
        solid_capstyle="round",
        zorder=4,
    )
    return drawn


def _bands(axes: Axes, drawing: Drawing, colours: Palette) -> list[Patch]:
    """The 95 % and the 80 % band of each line that has them; a key to each width that is there."""
    keys = {}
    for place, line in enumerate(drawing.lines):
        for percent, shade in BANDS:
            known = [(dot.on, *ends) for dot in line.dots if (ends := _ends(dot, percent))]
            if known:
                days, lows, highs = zip(*known, strict=True)
                colour = colours.lines[place]
                axes.fill_between(
                    [day.toordinal() for day in days], lows, highs, color=colour, alpha=shade, linewidth=0
                )
                keys[percent] = Patch(facecolor=colour, alpha=shade * 1.6, label=BAND_NAMES[percent])
    return [keys[percent] for percent in sorted(keys)]


def _ends(dot: Dot, percent: int) -> tuple[float, float] | None:
    low, high = (dot.low80, dot.high80) if percent == 80 else (dot.low95, dot.high95)
    return None if low is None or high is None else (low, high)


def _floor(axes: Axes, drawing: Drawing, colours: Palette) -> Line2D:
    level = drawing.floor or 0.0
    told = labels.of_unit(drawing.unit, drawing.currency, _sign(drawing))(level)
    label = f"floor: {told}"
    return axes.axhline(level, color=colours.floor, linewidth=1.6, linestyle=(0, (1, 1.2)), label=label, zorder=3)


def _axes(axes: Axes, drawing: Drawing, colours: Palette) -> None:
    """Few dates below, few figures at the left, lines to read them by, and no frame."""
    write = labels.of_unit(drawing.unit, drawing.currency, _sign(drawing))
    named = labels.named_days([dot.on for line in drawing.lines for dot in line.dots])
    axes.xaxis.set_major_locator(FixedLocator([day.toordinal() for day, _ in named]))
    axes.set_xticklabels([name for _, name in named])
    whole = drawing.unit is Unit.COUNT
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10], integer=whole))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    if all(dot.value >= 0 and (dot.low95 or 0) >= 0 for line in drawing.lines for dot in line.dots):
        axes.set_ylim(bottom=0)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor=colours.dim, pad=6)
    axes.tick_params(axis="x", pad=9)
    axes.grid(axis="y", color=colours.grid, linewidth=0.9)
    axes.set_axisbelow(True)
    axes.set_facecolor(colours.ground)
    for side in axes.spines.values():
        side.set_visible(False)


def _words(figure: Figure, drawing: Drawing, keys: list[Line2D | Patch], colours: Palette) -> None:
    """The title above, the legend below."""
    title = textwrap.wrap(letters.shown(drawing.title, drawing.otherwise), TITLE_LETTERS, max_lines=TITLE_LINES)
    figure.text(
        0.03, 0.965, "\n".join(title), fontsize=HEADING, fontweight="bold", color=colours.ink, va="top",
        linespacing=1.25, parse_math=False,
    )  # fmt: skip
    figure.legend(
        handles=keys, loc="lower left", bbox_to_anchor=(0.015, 0.01), ncols=1 if len(keys) < 4 else 2, frameon=False,
        fontsize=TEXT - 1, labelcolor=colours.ink, handlelength=1.9, columnspacing=1.2, labelspacing=0.35,
    )  # fmt: skip


def _place(figure: Figure, axes: Axes) -> None:
    """Gives the axes what title, legend and the longest figure at the left leave of the picture."""
    wide, high = figure.get_size_inches() * figure.dpi
    left = max((label.get_window_extent().width for label in axes.get_yticklabels()), default=0.0)
    beneath = figure.legends[0].get_window_extent().y1 + 3 * TEXT * figure.dpi / 72
    above = figure.texts[0].get_window_extent().y0 - TEXT * figure.dpi / 72
    margin = 0.03 * wide + TEXT / 72 * figure.dpi
    axes.set_position(((left + margin) / wide, beneath / high, 0.95 - (left + margin) / wide, (above - beneath) / high))


def _sign(drawing: Drawing) -> str:
    """What stands before amounts; the code of a currency whose sign the font lacks."""
    return drawing.sign if letters.has(drawing.sign) else f"{drawing.currency} "
