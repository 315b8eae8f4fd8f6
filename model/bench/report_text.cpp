// SPDX-License-Identifier: GPL-3.0-or-later
// Results of benchmarks as tables and sentences: CSV, and Markdown, HTML and LaTeX in the words of
// who reads them.
#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/bench/belief.h"
#include "model/bench/verdict.h"

#include <algorithm>

namespace glowworm {

namespace {

/// A table or a paragraph.
struct ReportBlock {
    std::vector<TableRow> table;
    std::vector<std::string> lines; // of the paragraph
};

/// Of the row against sparse of the same case; null: none.
const BenchRatio* againstSparse(const BenchResult& result, const BenchRow& row)
{
    for (const BenchRatio& ratio : result.ratios)
        if (ratio.over == row.impl + "/sparse" && ratio.tokens == row.tokens
            && (!isShaped(result.config.workload) || ratio.density == row.density))
            return &ratio;
    return nullptr;
}

/// In English: what was timed, and where. The command line has no other words for it.
std::string madeBy(const BenchResult& result)
{
    const BenchConfig& config = result.config;
    const MachineInfo& machine = result.machine;
    std::string line;
    if (isShaped(config.workload))
        line += std::to_string(config.dModel) + " x " + std::to_string(config.neurons) + ", "
            + std::string(nameOf(config.routing)) + ", rank " + std::to_string(config.routerRank)
            + "; ";
    for (const std::string& format : formatsOf(result))
        line += format + "; ";
    line += std::to_string(config.repeats) + " rounds"
        + (result.complete ? "; seed " : ", stopped before the end; seed ")
        + std::to_string(config.seed) + "; " + machine.cpu
        + (machine.simd.empty() ? "" : ", " + machine.simd) + "; "
        + counted(config.threads, "thread");
    return machine.build.empty() ? line : line + "; Glowworm " + machine.build;
}

class Report {
public:
    Report(const BenchResult& result, const ReportWords& words, const std::string& origin)
        : m_result(result)
        , m_words(words)
        , m_origin(origin.empty() ? madeBy(result) : origin)
    {
    }
    std::vector<ReportBlock> all() const;

private:
    std::string say(const std::string& text) const { return m_words ? m_words(text) : text; }
    std::string number(double value) const { return say(significant(value)); }
    std::string middleHalf(const Quartiles& values) const
    {
        return number(values.q1) + " " + say("to") + " " + number(values.q3);
    }
    std::vector<TableRow> variants() const;
    /// "dense / sparse", in words.
    std::string pair(const std::string& over) const;
    void addFormats(std::vector<ReportBlock>& blocks) const;
    void addParts(std::vector<ReportBlock>& blocks) const;
    void addReading(std::vector<ReportBlock>& blocks) const;
    void addQuality(std::vector<ReportBlock>& blocks) const;
    ReportBlock end() const;

    const BenchResult& m_result;
    const ReportWords& m_words;
    std::string m_origin;
};

std::vector<TableRow> Report::variants() const
{
    const bool whole = !isShaped(m_result.config.workload);
    const std::string units = m_result.config.workload == Workload::Digits ? "pictures" : "tokens";
    std::vector<TableRow> table{{say("variant"), say("fired"), say(units + " per call"),
        say("\u00b5s per call"), say("middle half")}};
    if (whole)
        table.front().push_back(say(units + "/s"));
    table.front().push_back(say("against sparse"));
    for (const BenchRow& row : m_result.rows) {
        if (row.roundsDone == 0 || row.reference)
            continue;
        const double median = row.microseconds.median;
        table.push_back({say(row.impl), number(100 * row.density) + " %",
            std::to_string(row.tokens), number(median), middleHalf(row.microseconds)});
        if (whole)
            table.back().push_back(number(median > 0 ? row.tokens * 1e6 / median : 0));
        const BenchRatio* ratio = againstSparse(m_result, row);
        table.back().push_back(ratio ? say(ratio->verdict) : "");
    }
    return table;
}

std::string Report::pair(const std::string& over) const
{
    const auto slash = over.find('/');
    return m_words && slash != std::string::npos
        ? say(over.substr(0, slash)) + " / " + say(over.substr(slash + 1))
        : over;
}

/// Ratios across number formats.
void Report::addFormats(std::vector<ReportBlock>& blocks) const
{
    for (const BenchRatio& ratio : m_result.ratios)
        if (ratio.over.find("/sparse-") != std::string::npos)
            blocks.push_back({{},
                {m_words ? pair(ratio.over) + ": " + say(ratio.verdict)
                         : ratio.over + " (" + ratio.formats + "): " + ratio.verdict}});
}

void Report::addParts(std::vector<ReportBlock>& blocks) const
{
    if (m_result.parts.empty())
        return;
    std::vector<TableRow> rows{{say("of a token"), say("part"), say("bytes"),
        say("fraction of bytes"), say("\u00b5s"), say("middle half")}};
    for (const BenchPart& part : m_result.parts)
        rows.push_back({say(part.impl), say(part.part), std::to_string(part.bytes),
            number(100 * part.fraction) + " %", number(part.microseconds.median),
            middleHalf(part.microseconds)});
    blocks.push_back({std::move(rows), {}});
}

void Report::addReading(std::vector<ReportBlock>& blocks) const
{
    if (const auto& read = m_result.bandwidth)
        blocks.push_back({{},
            {say("Dense token: " + significant(read->denseGbPerSecond) + " GB/s, "
                + significant(100 * read->fraction.value) + " % of the "
                + significant(read->readGbPerSecond) + " GB/s at which a buffer of "
                + std::to_string(read->bytes) + " bytes is summed.")}});
    for (const BenchThreads& gain : m_result.threads)
        blocks.push_back({{}, {say("Dense token, " + gain.verdict + ".")}});
}

void Report::addQuality(std::vector<ReportBlock>& blocks) const
{
    for (const BenchQuality& quality : m_result.quality) {
        std::string text = say(quality.impl) + ":";
        if (quality.loss)
            text += " loss " + significant(*quality.loss) + " nats per character";
        if (quality.accuracy)
            text += " accuracy " + significant(100 * *quality.accuracy) + " %";
        text += " after " + std::to_string(quality.steps) + " steps"
            + (quality.windows > 0
                    ? ", measured on " + std::to_string(quality.windows) + " windows."
                    : ", from the file.");
        blocks.push_back({{}, {say(text)}});
    }
}

ReportBlock Report::end() const
{
    ReportBlock block{{}, {m_origin + "."}};
    if (const auto& check = m_result.equivalence)
        block.lines.push_back(say("Equivalence check: sparse = masked dense on "
            + std::to_string(check->inputs) + " inputs, largest relative difference "
            + significant(check->maxRelativeDifference) + "; rows read "
            + std::to_string(check->rowsReadPerLayer) + "."));
    for (const BenchRow& row : m_result.rows)
        if (row.impl == "dense-skip" && row.density == m_result.rows.front().density
            && row.tokens == m_result.rows.front().tokens)
            block.lines.push_back(say(row.impl) + ": "
                + say(significant(100 * row.activeFraction)
                    + " % of the neurons are above zero after the ReLU."));
    for (const BenchRatio& ratio : m_result.ratios)
        if (ratio.doubt != Doubt::None) {
            std::string line = pair(ratio.over) + ", " + number(100 * ratio.density) + " %, "
                + std::to_string(ratio.tokens) + ":";
            for (const std::string& sentence : doubtSentences(ratio))
                line += " " + say(sentence);
            block.lines.push_back(std::move(line));
        }
    for (const std::string& notice : m_result.notices)
        block.lines.push_back(say(notice));
    return block;
}

std::vector<ReportBlock> Report::all() const
{
    std::vector<ReportBlock> blocks{{variants(), {}}};
    addFormats(blocks);
    addParts(blocks);
    addReading(blocks);
    addQuality(blocks);
    blocks.push_back(end());
    return blocks;
}

constexpr const char* kReportLook
    = "table { border-collapse: collapse; margin: 1em 0; } th, td { padding: .2em .7em; "
      "text-align: left; border-bottom: 1px solid #8888; } body { font-family: sans-serif; "
      "margin: 2em; color-scheme: light dark; }";

} // namespace

std::string toCsv(const BenchResult& result)
{
    std::string csv = csvLine({"impl", "density", "tokens", "median_us", "q1_us", "q3_us", "rounds",
        "format", "threads", "ratio", "ratio_low", "ratio_high", "cpu", "build", "ceiling",
        "verdict", "simd", "seed", "d_model", "neurons", "router_rank"});
    const BenchConfig& config = result.config;
    const auto shape = [&config](int size) { // of models each row has its own
        return isShaped(config.workload) ? shortest(size) : std::string();
    };
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0)
            continue;
        TableRow cells{row.impl, shortest(row.density), shortest(row.tokens),
            shortest(row.microseconds.median), shortest(row.microseconds.q1),
            shortest(row.microseconds.q3), shortest(row.roundsDone), row.format,
            shortest(row.threads)};
        const BenchRatio* ratio = againstSparse(result, row);
        if (ratio)
            cells.insert(cells.end(),
                {shortest(ratio->ratio.value), shortest(ratio->ratio.low),
                    shortest(ratio->ratio.high)});
        else
            cells.insert(cells.end(), 3, "");
        cells.insert(cells.end(),
            {result.machine.cpu, result.machine.build,
                ratio && ratio->ceiling ? shortest(*ratio->ceiling) : "",
                ratio ? ratio->verdict : "", result.machine.simd, shortest(config.seed),
                shape(config.dModel), shape(config.neurons), shape(config.routerRank)});
        csv += csvLine(cells);
    }
    return csv;
}

std::vector<std::string> formatsOf(const BenchResult& result)
{
    std::vector<std::string> formats;
    for (const BenchRow& row : result.rows)
        if (row.roundsDone > 0 && std::ranges::find(formats, row.format) == formats.end())
            formats.push_back(row.format);
    return formats;
}

std::string toLatex(const BenchResult& result, const ReportWords& words, const std::string& origin)
{
    std::string text;
    for (const ReportBlock& block : Report(result, words, origin).all()) {
        text += text.empty() ? "" : "\\medskip\n";
        if (!block.table.empty())
            text += latexTable(block.table);
        for (const std::string& line : block.lines)
            text += "{\\footnotesize\\noindent " + latexText(line) + "\\par}\n";
    }
    return text;
}

std::string toMarkdown(
    const BenchResult& result, const ReportWords& words, const std::string& origin)
{
    std::string text;
    for (const ReportBlock& block : Report(result, words, origin).all()) {
        text += text.empty() ? "" : "\n";
        if (!block.table.empty())
            text += markdownTable(block.table);
        for (const std::string& line : block.lines)
            text += (block.lines.size() > 1 ? "- " : "") + line + "\n";
    }
    return text;
}

std::string toHtml(const BenchResult& result, const ReportWords& words, const std::string& origin)
{
    const std::string title = "Glowworm: timings";
    std::string text = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>"
        + htmlText(words ? words(title) : title) + "</title>\n<style>" + kReportLook
        + "</style></head>\n<body>\n";
    for (const ReportBlock& block : Report(result, words, origin).all()) {
        if (!block.table.empty())
            text += htmlTable(block.table);
        for (const std::string& line : block.lines)
            text += "<p>" + htmlText(line) + "</p>\n";
    }
    return text + "</body></html>\n";
}

} // namespace glowworm
