// SPDX-License-Identifier: GPL-3.0-or-later
// What to time and how: target, shape, densities, tokens per call, threads, rounds, LibTorch rows. Yields a BenchConfig, or the sentence
// that says what is wrong with it.
#pragma once

#include "bench/benchmark.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace glowworm {

class Workbench;

class BenchForm : public QWidget {
    Q_OBJECT

public:
    explicit BenchForm(Workbench& workbench, QWidget* parent = nullptr);

    /// For whole tokens with the open models filled in.
    BenchConfig config() const;
    QString problem() const; // "" = may run

Q_SIGNALS:
    void changed();

private:
    enum TargetChoice { FeedForwardLayer, WholeToken, Map };
    enum ShapeChoice { StudyShape, SetUpShape, ModelShape };
    struct Shape {
        int dModel = 0, neurons = 0, routerRank = 0, layers = 0;
        Routing routing = Routing::Gated;
        bool valid() const { return neurons > 0; }
    };

    QSpinBox* addSpin(const char* name, const QString& label, const QString& help, int low, int high, int value);
    void buildLists();
    void showShapes(); // set-up or models changed
    void showDensities();
    void showTarget();
    void fillGrid();
    bool isUsual(int groupSize) const; // checked at first
    Shape shape(ShapeChoice choice) const;
    std::vector<int> checkedGroups() const;

    Workbench& m_workbench;
    QFormLayout* m_form;
    QComboBox *m_target, *m_shape;
    QListWidget* m_densities;
    QLineEdit* m_tokens;
    QSpinBox *m_context, *m_generated, *m_threads, *m_repeats, *m_warmup;
    QCheckBox* m_libtorch;
    bool m_isMap = false;
    int m_listedNeurons = 0; // whose divisors the density list shows
};

} // namespace glowworm
