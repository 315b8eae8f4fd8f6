// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks of the Generation panel are taken back, and so are hundreds of changes of all kinds.
#include "support/run_test.h"
#include "support/undo_stage.h"
#include "ui/generation/bookmark_list.h"
#include "ui/generation/timeline.h"

#include <QRandomGenerator>
#include <QToolButton>
#include <QTreeWidget>

#include <functional>
#include <initializer_list>
#include <vector>

using namespace glowworm;

class TestGenerationStory : public QObject, private test::UndoStage {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void init() { begin(); }
    void cleanup() { lower(); }

    void bookmarksNotesAndRemovalsAreTakenBack();
    void theListOfBookmarksTakesBackWhileItIsOpen();
    void bookmarksOfAnotherTextAreLeftAlone();
    void anHourOfChangesIsTakenBackAndDoneAgain();

private:
    int upTo(int most) { return m_random.bounded(most + 1); }
    void chooseAny(const char* name) { choose(name, upTo(find<QComboBox>(name)->count() - 1)); }
    std::vector<std::function<void()>> actions();

    QRandomGenerator m_random{19};
    QTemporaryDir m_cache;
};

void TestGenerationStory::bookmarksNotesAndRemovalsAreTakenBack()
{
    using Bookmarks = std::vector<TapeBookmark>;
    auto* timeline = m_panel->findChild<Timeline*>();
    const auto are = [&](const Bookmarks& bookmarks) {
        return timeline->bookmarks() == bookmarks && generation().tape().bookmarks == bookmarks;
    };
    addBookmark(9);
    addBookmark(3);
    auto* list = find<QTreeWidget>("bookmarks");
    list->topLevelItem(1)->setText(1, QStringLiteral("here"));
    QCOMPARE(edits().undoText(), QStringLiteral("note at character 9"));
    list->setCurrentItem(list->topLevelItem(0));
    find<QToolButton>("removeBookmark")->click();
    QCOMPARE(edits().undoText(), QStringLiteral("removing the bookmark at character 3"));
    QVERIFY(are({{9, "here"}}));
    edits().undo();
    QVERIFY(are({{3, ""}, {9, "here"}}));
    QCOMPARE(list->topLevelItemCount(), 2);
    edits().undo();
    QVERIFY(are({{3, ""}, {9, ""}}));
    edits().undo();
    QVERIFY(are({{9, ""}}));
    edits().undo();
    QVERIFY(are({}));
    edits().setIndex(4);
    QVERIFY(are({{9, "here"}}));
}

void TestGenerationStory::theListOfBookmarksTakesBackWhileItIsOpen()
{
    Q_EMIT find<TokenText>("sparseText")->bookmarkAsked(5);
    auto* list = find<QTreeWidget>("bookmarks");
    QVERIFY(list->isVisible());
    list->setCurrentItem(list->topLevelItem(0));
    list->setFocus();
    Q_EMIT m_panel->findChild<BookmarkList*>()->undoAsked(); // of Ctrl+Z
    QVERIFY(generation().tape().bookmarks.empty());
    QCOMPARE(list->topLevelItemCount(), 0);
    list->window()->close();
}

void TestGenerationStory::bookmarksOfAnotherTextAreLeftAlone()
{
    addBookmark(9);
    generate(QStringLiteral("ROMEO:"), 20);
    addBookmark(4);
    edits().undo();
    QVERIFY(generation().tape().bookmarks.empty());
    edits().undo(); // of the text before: passed over
    QVERIFY(generation().tape().bookmarks.empty());
    QVERIFY(!edits().canUndo());
}

/// What a person may do at any moment; none has a text written.
std::vector<std::function<void()>> TestGenerationStory::actions()
{
    const auto press = [this](std::initializer_list<const char*> buttons) {
        const auto index = static_cast<std::size_t>(upTo(static_cast<int>(buttons.size()) - 1));
        find<QAbstractButton>(buttons.begin()[index])->click();
    };
    const auto bookmarks = [this] { // null: there are none
        auto* list = m_panel->findChild<QTreeWidget*>(QStringLiteral("bookmarks"));
        return list && list->topLevelItemCount() > 0 ? list : nullptr;
    };
    return {[this] { QTest::keyClick(prompt(), "abcMR"[upTo(4)]); },
        [this] { QTest::keyClick(prompt(), Qt::Key_Backspace); },
        [this] { find<QSpinBox>("top_k")->setValue(upTo(9)); },
        [this] { find<QSpinBox>("promptSeed")->setValue(upTo(9)); },
        [this] { find<QSpinBox>("tokens")->setValue(8 + upTo(9)); },
        [this] { find<QDoubleSpinBox>("temperature")->setValue(upTo(40) / 20.0); },
        [this] { find<QDoubleSpinBox>("top_p")->setValue(0.5 + upTo(10) / 20.0); },
        [this] { // not so slow that a text takes long
            choose("pace", find<QComboBox>("pace")->count() - 1 - upTo(1));
        },
        [this] { chooseAny("threads"); },
        [this, press] {
            press({"showSparse", "showDense", "showBoth"});
        },
        [this] { stage().swap(); },
        [this, press] {
            press({"shade-value", "shade-probability", "shade-margin"});
        },
        [this] { addBookmark(upTo(20)); },
        [this, bookmarks] {
            if (auto* list = bookmarks())
                list->topLevelItem(upTo(list->topLevelItemCount() - 1))
                    ->setText(1, QString::number(upTo(99)));
        },
        [this, bookmarks] {
            if (auto* list = bookmarks()) {
                list->setCurrentItem(list->topLevelItem(0));
                find<QToolButton>("removeBookmark")->click();
            }
        },
        [this] { find<QPushButton>("stop")->setFocus(); }};
}

void TestGenerationStory::anHourOfChangesIsTakenBackAndDoneAgain()
{
    const auto all = actions();
    const QString before = state();
    for (int i = 0; i < 300; ++i) {
        if (i % 100 == 30) { // what has a text written
            m_workbench->inspection().operate(
                Task::Text, Twin::Sparse, {{{0, upTo(47)}}, {}}, QStringLiteral("switch off"));
            QVERIFY(settled());
        } else if (i % 100 == 50) {
            chooseAny("format");
            QVERIFY(settled());
        } else {
            all[static_cast<std::size_t>(upTo(static_cast<int>(all.size()) - 1))]();
        }
    }
    QVERIFY(settled());
    const QString after = state();
    QVERIFY(edits().count() > 100);
    const auto goTo = [&](int index) {
        while (edits().index() != index) {
            index < edits().index() ? edits().undo() : edits().redo();
            if (!settled())
                return false;
        }
        return true;
    };
    const int count = edits().count();
    QVERIFY(goTo(0));
    QCOMPARE(state(), before);
    QCOMPARE(edits().count(), count); // none was passed over
    QVERIFY(goTo(count));
    QCOMPARE(state(), after);
}

GLOWWORM_TEST(TestGenerationStory)
#include "tst_generation_story.moc"
