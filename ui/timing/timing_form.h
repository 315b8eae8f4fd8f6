// SPDX-License-Identifier: GPL-3.0-or-later
// What to time and how: workload, shape and densities or models, tokens per call, threads, rounds,
// LibTorch rows. Only the fields that the workload has are shown. Yields a BenchConfig, or the
// sentence that says what is wrong with it. Tells what a person changed from what changed by
// itself.
#pragma once

#include "model/bench/benchmark.h"
#include "ui/timing/timing_settings.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <span>
#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace glowworm {

class Library;
class Training;

class TimingForm : public QWidget {
    Q_OBJECT

public:
    TimingForm(const Training& training, const Library& library, QWidget* parent = nullptr);

    /// Whole models: with the open pair filled in, or with none for random weights.
    BenchConfig config() const;
    QString problem() const; // "" = may run

    /// As they were asked for, also where they cannot be shown yet: a shape of a model that is
    /// still being opened.
    TimingSettings settings() const { return m_wanted ? *m_wanted : shownSettings(); }
    /// Without edited().
    void setSettings(const TimingSettings& settings);

Q_SIGNALS:
    void changed();
    /// By a person. words: what was changed, as behind Undo. id: as of ValueEdit.
    void edited(const glowworm::TimingSettings& before, const QString& words, int id);

private:
    enum ShapeChoice { StudyShape, SetUpShape, ModelShape };
    enum ModelsChoice { OpenPair, RandomWeights };
    struct Choice { // an entry of the list of workloads
        Workload workload;
        bool map; // a grid of FF layers
        const char *words, *help;
    };

    void addNumber(std::string_view name);
    TimingSettings shownSettings() const;
    void put(const TimingSettings& settings);
    void tellEdit(const QString& words, int id = -1);
    void follow(); // set-up or models changed
    QComboBox* addList(const char* name, const QString& label, const QStringList& items);
    void buildLists();
    void buildNumbers();
    void show(QWidget* field, bool shown);
    void showShapes();
    void showModels();
    void showDensities();
    void showWorkload();
    void fitDensities();
    void checkUsualDensities();
    static std::span<const Choice> choices();
    const Choice& choice() const;
    /// What the workload is usually timed at, of this shape; heads 0: a digit network, which has no
    /// attention. Empty: no model of this shape is open.
    std::optional<BenchConfig> shaped(int choice) const;
    std::shared_ptr<const ModelState> open(Twin twin) const; // of the workload's task; null = none
    bool isPairOpen() const { return open(Twin::Dense) && open(Twin::Sparse); }

    const Training& m_training;
    const Library& m_library;
    QFormLayout* m_form;
    QComboBox *m_workload, *m_shape, *m_models;
    QListWidget* m_densities;
    QLineEdit* m_tokens;
    std::vector<std::pair<const Field<BenchConfig>*, QSpinBox*>> m_numbers; // by the field
    QCheckBox* m_libtorch;
    bool m_modelsChosen = false;            // by hand; else the open pair where there is one
    int m_listedNeurons = 0;                // whose divisors the density list shows
    bool m_quiet = false;                   // what changes now is no edit
    TimingSettings m_settled;               // as of the last edit
    std::optional<TimingSettings> m_wanted; // that cannot be shown
};

} // namespace glowworm
