// SPDX-License-Identifier: GPL-3.0-or-later
// The training runs kept on disk, newest first: name, kind, steps done. Choosing one asks for it to
// be reopened.
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace glowworm {

struct KeptRun;

class RunList : public QWidget {
    Q_OBJECT

public:
    explicit RunList(QWidget* parent = nullptr);
    /// current: the folder of the run in use, marked, and chosen when it becomes that.
    void showRuns(const std::vector<KeptRun>& runs, const QString& current);
    /// refusal: why none may be reopened now; "" = one may.
    void setRefusal(const QString& refusal);

Q_SIGNALS:
    void reopenRequested(const QString& folder);

private:
    void updateButton();

    QListWidget* m_list;
    QPushButton* m_reopen;
    QLabel* m_empty;
    QString m_refusal, m_current;
};

} // namespace glowworm
