"""The style sheet as a template. `$name` is a token, `$px8` a length, `$pt10_5` a type size; one rule a line.

Data never enters here: states are dynamic properties (`role`, `kind`, `state`), set by the widgets.
"""

from __future__ import annotations

GROUND = """
QWidget#page, QWidget#frame, QStackedWidget, QDialog, QMessageBox {background: $win;}
QScrollArea, QScrollArea > QWidget > QWidget {background: transparent; border: 0;}
QToolTip {background: $surface; color: $text; border: 1px solid $in_border; padding: $px4 $px8;}
QMenu {background: $surface; color: $text; border: 1px solid $in_border; padding: $px4;}
QMenu::item {padding: $px4 $px24 $px4 $px12; border-radius: 4px;}
QMenu::item:selected {background: $sel; color: $text;}
QMenu::separator {height: 1px; background: $border; margin: $px4;}
QFrame[role="rule"] {background: $border; border: 0; max-height: 1px; min-height: 1px;}
QFrame[role="card"] {background: $surface; border: 1px solid $border; border-radius: 6px;}
QSplitter::handle {background: $win;}
"""

TEXT = """
QLabel {background: transparent; color: $text;}
QLabel:disabled {color: $dis;}
QLabel[role="title"] {font-size: ${pt13}pt; font-weight: 600;}
QLabel[role="heading"] {font-size: ${pt10_5}pt; font-weight: 600;}
QLabel[role="hint"] {color: $text2; font-size: ${pt9}pt;}
QLabel[role="quiet"] {color: $text2;}
QLabel[role="strong"] {font-weight: 600;}
QLabel[role="error"] {color: $err; font-size: ${pt9}pt;}
QLabel[role="warning"] {color: $warn; font-size: ${pt9}pt;}
QLabel[role="ok"] {color: $ok; font-size: ${pt9}pt;}
QLabel[role="star"] {color: $err; font-weight: 700;}
QLabel[role="total"] {font-size: ${pt17}pt; font-weight: 700;}
QLabel[role="figure"] {font-size: ${pt17}pt; font-weight: 700;}
QLabel[role="key"] {color: $text2; font-size: ${pt9}pt; background: $alt; border: 1px solid $border;
 border-radius: 4px; padding: 0 $px4;}
QFrame[role="chip"] {border-radius: 4px; background: $alt;}
QFrame[role="chip"] > QLabel {color: $text2; font-weight: 600;}
QFrame[role="chip"][kind="ok"] {background: $ok_bg;}
QFrame[role="chip"][kind="ok"] > QLabel {color: $ok;}
QFrame[role="chip"][kind="warn"] {background: $warn_bg;}
QFrame[role="chip"][kind="warn"] > QLabel {color: $warn;}
QFrame[role="chip"][kind="err"] {background: $err_bg;}
QFrame[role="chip"][kind="err"] > QLabel {color: $err;}
QFrame[role="chip"][kind="train"] {background: $train_bg;}
QFrame[role="chip"][kind="train"] > QLabel {color: $train;}
"""

FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {background: $surface; color: $text;
 border: 1px solid $in_border; border-radius: 4px; selection-background-color: $primary;
 selection-color: $on_primary; placeholder-text-color: $dis;}
QLineEdit, QComboBox, QAbstractSpinBox {padding: 1px $px8; min-height: $field_inner;}
QPlainTextEdit {padding: $px4 $px6;}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QPlainTextEdit:hover {border-color: $text2;}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {border: 2px solid $primary; padding: 0 $px8m1;}
QPlainTextEdit:focus {border: 2px solid $primary; padding: $px4m1 $px6m1;}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
 background: $dis_bg; color: $dis; border-color: $border;}
QLineEdit:read-only, QPlainTextEdit:read-only {background: $win; border-color: $win;}
QComboBox:editable:read-only {background: $surface; border-color: $in_border;}
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus {border: 2px solid $primary;}
QLineEdit[state="error"], QComboBox[state="error"], QPlainTextEdit[state="error"] {
 border: 2px solid $err; background: $err_bg; padding: 0 $px8m1;}
QLineEdit[state="warning"], QComboBox[state="warning"], QPlainTextEdit[state="warning"] {
 border: 2px solid $warn; padding: 0 $px8m1;}
QLineEdit[state="filled"], QComboBox[state="filled"] {border-left: 3px solid $primary;}
QLineEdit[state="changed"], QComboBox[state="changed"] {border-left: 3px solid $warn;}
QComboBox:!editable {padding-left: $px8p1;}
QComboBox:!editable:focus {padding-left: $px8;}
QAbstractSpinBox {padding-right: $px20;}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {subcontrol-origin: border; width: $px18;
 border: 0; background: transparent;}
QAbstractSpinBox::up-button {subcontrol-position: top right;}
QAbstractSpinBox::down-button {subcontrol-position: bottom right;}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {background: $sel;}
QAbstractSpinBox::up-arrow {image: url("$icons/arrow-up-$name.svg"); width: $px10; height: $px10;}
QAbstractSpinBox::down-arrow {image: url("$icons/arrow-down-$name.svg"); width: $px10; height: $px10;}
QAbstractSpinBox::up-arrow:disabled {image: url("$icons/arrow-up-off-$name.svg");}
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off {
 image: url("$icons/arrow-down-off-$name.svg");}
QAbstractSpinBox::up-arrow:off {image: url("$icons/arrow-up-off-$name.svg");}
QComboBox::drop-down {border: 0; width: $px24;}
QComboBox::down-arrow {image: url("$icons/arrow-down-$name.svg"); width: $px14; height: $px14;}
QComboBox::down-arrow:disabled {image: url("$icons/arrow-down-off-$name.svg");}
QComboBox QLineEdit, QComboBox QLineEdit:focus {border: 0; padding: 0; background: transparent;
 min-height: 0;}
QComboBox QAbstractItemView, QListView[role="choices"] {background: $surface; color: $text;
 border: 1px solid $in_border; padding: 2px; selection-background-color: $sel;
 selection-color: $text;}
QComboBox QAbstractItemView::item, QListView[role="choices"]::item {min-height: $row; padding: 0 $px8;
 border-radius: 4px;}
QListView[role="choices"]::item:selected {background: $sel; color: $text;}
QCheckBox, QRadioButton {background: transparent; color: $text; spacing: $px8; min-height: $px24;
 border: 2px solid transparent; border-radius: 4px; padding: 0 2px;}
QCheckBox:focus, QRadioButton:focus {border: 2px solid $primary;}
QCheckBox:disabled, QRadioButton:disabled {color: $dis;}
QCheckBox::indicator, QRadioButton::indicator {width: $px16; height: $px16; border: 1px solid $in_border;
 background: $surface;}
QCheckBox::indicator {border-radius: 3px;}
QRadioButton::indicator {border-radius: $px9;}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {border-color: $text2;}
QCheckBox::indicator:checked {background: $primary; border-color: $primary;
 image: url("$icons/tick-$name.svg");}
QCheckBox::indicator:indeterminate {background: $primary; border-color: $primary;
 image: url("$icons/bar-$name.svg");}
QRadioButton::indicator:checked {background: $primary; border-color: $primary;
 image: url("$icons/dot-$name.svg");}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {background: $dis_bg; border-color: $border;}
"""

BUTTONS = """
QPushButton, QCheckBox, QRadioButton {outline: 0;}
QPushButton {background: $surface; color: $text; border: 1px solid $in_border; border-radius: 4px;
 padding: 1px $px12; min-height: $button_inner;}
QPushButton:hover {background: $sel;}
QPushButton:pressed {background: $border;}
QPushButton:focus {border: 2px solid $primary; padding: 0 $px12m1;}
QPushButton:disabled {color: $dis; background: $dis_bg; border-color: $border;}
QPushButton:checked {background: $sel; border: 2px solid $primary; padding: 0 $px12m1;}
QPushButton[kind="primary"] {background: $primary; color: $on_primary; border-color: $primary;
 font-weight: 600; padding: 1px $px20;}
QPushButton[kind="primary"]:hover {background: $primary_hover; border-color: $primary_hover;}
QPushButton[kind="primary"]:pressed {background: $primary_down; border-color: $primary_down;}
QPushButton[kind="primary"]:focus {border: 2px solid $text; padding: 0 $px20m1;}
QPushButton[kind="primary"]:disabled {color: $dis; background: $dis_bg; border-color: $border;}
QPushButton[kind="plain"] {background: transparent; border-color: transparent; color: $primary;
 padding: 1px $px4;}
QPushButton[kind="plain"][small="true"] {min-height: $px18; padding: 0 $px4;}
QPushButton[kind="plain"]:hover {background: $sel;}
QPushButton[kind="plain"]:focus {border: 2px solid $primary; padding: 0 $px4m1;}
QPushButton[kind="plain"]:checked {background: $sel;}
QPushButton[kind="plain"]:disabled {color: $dis;}
QPushButton[kind="danger"] {color: $err; border-color: $err;}
QPushButton[kind="danger"]:hover {background: $err_bg;}
QPushButton[kind="danger"]:focus {border: 2px solid $err;}
QPushButton[kind="danger"]:disabled {color: $dis; border-color: $border;}
QPushButton[kind="tab"] {background: transparent; border: 0; border-bottom: 3px solid transparent;
 border-radius: 0; color: $text2; padding: 0 $px12;}
QPushButton[kind="tab"]:hover {background: $hover; color: $text;}
QPushButton[kind="tab"]:checked {color: $primary; border-bottom: 3px solid $primary;}
QPushButton[kind="tab"]:focus {border: 2px solid $primary; border-radius: 4px;}
QPushButton::menu-indicator {image: url("$icons/arrow-down-$name.svg"); width: $px14; height: $px14;
 subcontrol-origin: padding; subcontrol-position: center right; right: $px6;}
QPushButton#more {padding-right: $px24;}
QPushButton[kind="tile"] {background: $surface; border: 1px solid $border; border-radius: 6px; padding: 1px;
 min-height: $px60;}
QPushButton[kind="tile"]:hover {background: $hover;}
QPushButton[kind="tile"]:focus {border: 2px solid $primary; padding: 0;}
"""

TABLES = """
QTableView {background: $surface; alternate-background-color: $alt; color: $text; border: 1px solid $border;
 border-radius: 4px; gridline-color: $border; selection-background-color: $sel; selection-color: $text;}
QTableView:focus {border: 1px solid $primary;}
QTableView::item {padding: 0 $px6; border: 0;}
QTableView::item:hover {background: $hover;}
QTableView::item:selected {background: $sel;}
QHeaderView {background: $nav; border: 0;}
QHeaderView::section {background: $nav; color: $text; border: 0; border-right: 1px solid $border;
 border-bottom: 1px solid $border; padding: $px4 $px9; font-weight: 600;}
QHeaderView::section:last {border-right: 0;}
QHeaderView::down-arrow {image: url("$icons/arrow-down-$name.svg"); width: $px12; height: $px12;}
QHeaderView::up-arrow {image: url("$icons/arrow-up-$name.svg"); width: $px12; height: $px12;}
QTableView::indicator {width: $px16; height: $px16; border: 1px solid $in_border; border-radius: 3px;
 background: $surface;}
QTableView::indicator:checked {background: $primary; border-color: $primary;
 image: url("$icons/tick-$name.svg");}
QScrollBar:vertical {background: transparent; width: $px12; margin: 0;}
QScrollBar:horizontal {background: transparent; height: $px12; margin: 0;}
QScrollBar::handle {background: $in_border; border-radius: 4px; margin: 2px;}
QScrollBar::handle:hover {background: $text2;}
QScrollBar::handle:vertical {min-height: $px28;}
QScrollBar::handle:horizontal {min-width: $px28;}
QScrollBar::add-line, QScrollBar::sub-line {width: 0; height: 0;}
QScrollBar::add-page, QScrollBar::sub-page {background: transparent;}
QAbstractScrollArea::corner {background: transparent; border: 0;}
QProgressBar {background: $dis_bg; border: 1px solid $border; border-radius: 4px; color: $text;
 text-align: center; min-height: $px16;}
QProgressBar::chunk {background: $primary; border-radius: 3px;}
"""

FRAME = """
QFrame#strip {background: $strip;}
QFrame#strip QLabel {color: $on_head; font-weight: 600;}
QFrame#header {background: $head;}
QFrame#header > QLabel {color: $on_head;}
QFrame#header > QLabel[role="product"] {font-size: ${pt12}pt; font-weight: 600;}
QFrame#header QPushButton#search_box {background: $surface; color: $dis; border: 1px solid $in_border;
 text-align: left; padding: 1px $px8;}
QFrame#header QPushButton#search_box:focus {border: 2px solid $on_head; padding: 0 $px8m1;}
QPushButton#sync_chip {border: 1px solid transparent; color: $on_head; background: transparent;
 padding: 1px $px8; font-weight: 600;}
QPushButton#sync_chip:hover {border-color: $on_head;}
QPushButton#sync_chip[kind="warn"] {background: $warn_bg; color: $warn;}
QPushButton#sync_chip[kind="err"] {background: $err_bg; color: $err;}
QPushButton#sync_chip:focus {border: 2px solid $on_head; padding: 0 $px8m1;}
QPushButton#sync_chip[kind="warn"]:focus, QPushButton#sync_chip[kind="err"]:focus {border: 2px solid $text;}
QFrame#nav {background: $nav; border: 0; border-right: 1px solid $border;}
QPushButton[kind="nav"] {background: transparent; border: 0; border-left: 4px solid transparent;
 border-radius: 0; text-align: left; padding: 0 $px2 0 $px8; min-height: $nav_inner; color: $text;}
QPushButton[kind="nav"]:hover {background: $sel;}
QPushButton[kind="nav"]:checked {background: $nav_sel; border-left: 4px solid $primary; font-weight: 600;}
QPushButton[kind="nav"]:focus {border: 2px solid $primary; padding: 0 $px2 0 $px8p2;}
QPushButton[kind="nav"][rail="true"] {text-align: center; padding: 0; font-size: ${pt9}pt;}
QFrame#action_bar {background: $surface; border: 0; border-top: 1px solid $border;}
QFrame[role="banner"] {background: $warn_bg; border: 0; border-bottom: 1px solid $border;}
QFrame[role="banner"] > QLabel {color: $warn;}
QFrame[role="banner"][kind="err"] {background: $err_bg;}
QFrame[role="banner"][kind="err"] > QLabel {color: $err;}
QFrame[role="banner"][kind="info"] {background: $sel;}
QFrame[role="banner"][kind="info"] > QLabel {color: $text;}
QFrame[role="toast"] {background: $text; border-radius: 6px;}
QFrame[role="toast"] > QLabel {color: $surface;}
QFrame[role="toast"] > QPushButton {background: transparent; color: $surface; border: 1px solid $surface;}
QFrame[role="overlay"] {background: $surface; border: 1px solid $in_border; border-radius: 6px;}
"""

VISITOR = """
QWidget#visitor {background: $win;}
QLabel[role="visitor_title"] {font-size: ${pt22}pt; font-weight: 700;}
QLabel[role="visitor_words"] {font-size: ${pt14}pt; color: $text2;}
QLabel[role="visitor_grade"] {font-size: ${pt17}pt; font-weight: 600;}
QPlainTextEdit[large="true"] {font-size: ${pt13}pt; padding: $px8;}
QLabel[role="stars"] {color: $warn; font-size: ${pt14}pt;}
QPushButton[kind="grade"] {border: 2px solid $in_border; border-radius: 6px; padding: 2px; min-height: $px76;
 font-size: ${pt12}pt; font-weight: 600;}
QPushButton[kind="grade"][large="true"] {min-height: $px120; font-size: ${pt17}pt;}
QPushButton[kind="grade"]:focus {border: 3px solid $primary; padding: 1px;}
QPushButton[kind="grade"]:checked {background: $sel; border: 3px solid $primary; padding: 1px;}
QPushButton[kind="point"] {text-align: left; min-height: $button_inner;}
QPushButton[kind="point"][large="true"] {min-height: $px48; font-size: ${pt13}pt;}
QPushButton[kind="primary"][large="true"] {min-height: $px52; font-size: ${pt15}pt; padding: 1px $px44;}
"""

WHOLE = GROUND + TEXT + FIELDS + BUTTONS + TABLES + FRAME + VISITOR
