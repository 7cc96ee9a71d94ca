"""Our icons: line drawings on a 24 by 24 ground. No icon stands alone on a public page."""

from collections.abc import Mapping
from typing import Final

ICONS: Final[Mapping[str, str]] = {
    "access": '<circle cx="10" cy="4.8" r="1.8"/><path d="M10 8v5.5h5l2.5 5M10 10.5h4.5"/>'
    '<path d="M7.5 12a4.8 4.8 0 1 0 6 6.5"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/>'
    '<path d="M3.5 10h17M8 3v4M16 3v4"/>',
    "chart": '<path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "document": '<path d="M6 3.5h8.5L19 8v12.5H6z"/><path d="M14 3.5V8.5h5M9 12.5h7M9 16h5"/>',
    "door": '<path d="M6 20.5v-17h12v17M3.5 20.5h17M14.5 12v.5"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "edit": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19z"/>',
    "filter": '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>',
    "info": '<circle cx="12" cy="12" r="8.8"/><path d="M12 11v5.5M12 7.5v.3"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5M16 7l2.5 2.5"/>',
    "laptop": '<rect x="5" y="5" width="14" height="10" rx="1.5"/><path d="M2.5 19h19"/>',
    "left": '<path d="M19.5 12h-15M10.5 6l-6 6 6 6"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2"/>'
    '<path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m3.5 7.5 8.5 6 8.5-6"/>',
    "map": '<path d="m3.5 6.5 5.5-2.5 6 2.5 5.5-2.5v13.5l-5.5 2.5-6-2.5-5.5 2.5z"/>'
    '<path d="M9 4v13.5M15 6.5v13.5"/>',
    "message": '<path d="M4 5h16v11h-8.5L7 20v-4H4z"/>',
    "people": '<circle cx="8.5" cy="8.5" r="3.2"/><circle cx="16.8" cy="9.5" r="2.5"/>'
    '<path d="M2.5 19.5c.4-4 2.8-6 6-6s5.6 2 6 6M16 14.2c3 0 5 1.6 5.5 4.8"/>',
    "phone": '<path d="M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2.2 2'
    'A17 17 0 0 1 4 5.7a2 2 0 0 1 2-2.2z"/>',
    "place": '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/>'
    '<circle cx="12" cy="10" r="2.3"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8.5v-5h10v5M7 17H4.5a1.5 1.5 0 0 1-1.5-1.5V10a1.5 1.5 0 0 1 1.5-1.5h15'
    'A1.5 1.5 0 0 1 21 10v5.5a1.5 1.5 0 0 1-1.5 1.5H17"/>'
    '<rect x="7" y="14" width="10" height="6.5"/>',
    "repeat": '<path d="M4 11a7 7 0 0 1 12.5-3.5L19 10M19 5v5h-5M20 13a7 7 0 0 1-12.5 3.5L5 14'
    'M5 19v-5h5"/>',
    "right": '<path d="M4.5 12h15M13.5 6l6 6-6 6"/>',
    "route": '<circle cx="6" cy="18" r="2.3"/><circle cx="18" cy="6" r="2.3"/>'
    '<path d="M8.3 18H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "settings": '<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/><circle cx="16" cy="7" r="2"/>'
    '<circle cx="8" cy="17" r="2"/>',
    "sprout": '<path d="M12 20.5v-9M12 13c-5 0-7-2.5-7-6.5 4.5 0 7 2 7 6.5z'
    'M12 11c0-4 2.2-6 6.5-6 0 4-2 6-6.5 6z"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4.5 20h15"/>',
    "warn": '<path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.3"/>',
}
