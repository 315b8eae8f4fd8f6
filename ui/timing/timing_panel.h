// SPDX-License-Identifier: GPL-3.0-or-later
// Timing: dense against sparse, one FF layer or a whole token. Settings and kept results at the
// left; equivalence check, table and plots fill in as rounds complete; a cancelled run keeps what
// it has and says so. A kept result is opened again or laid beside the one shown. Commands go to
// the workbench, progress comes from it.
#pragma once

#include "ui/session/timing.h"
#include "ui/timing/timing_table.h"
#include "ui/widgets/panel.h"

namespace glowworm {

class TimingControls;
class TimingPlots;
class TimingResult;

class TimingPanel : public Panel {
    Q_OBJECT

public:
    explicit TimingPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;
    void stopMain() override;

    /// .json, .csv, .md: the result; .png, .svg, .pdf: the plot in view. Says in the panel how it
    /// went.
    void exportTo(const QString& file);
    void open(const std::filesystem::path& file);
    /// Lays a kept result beside the one shown; the compared one again: ends that.
    void compare(const std::filesystem::path& file);
    const BenchResult& result() const { return m_result; }

private:
    void connectParts();
    void start();
    void take(const BenchProgress& progress);
    void end(const QString& failure);
    void showResult();
    std::shared_ptr<const BenchResult> keptResult(const std::filesystem::path& file);
    void endComparison();
    QString commandOf(const BenchConfig& config, const BenchResult* recorded) const;
    bool hasResult() const { return !m_result.rows.empty(); }

    Timing& m_timing;
    Library& m_library;
    BenchResult m_result;
    BenchConfig m_config;         // of m_result, with its models where they are open
    std::filesystem::path m_file; // of m_result, "" = not kept
    bool m_recorded = false;      // m_result was opened, not measured now
    std::optional<Compared> m_compared;
    std::filesystem::path m_comparedFile;

    TimingControls* m_controls;
    TimingResult* m_table;
    TimingPlots* m_plots;
};

} // namespace glowworm
