// SPDX-License-Identifier: MIT
// The opcodes of Python's pickletools, protocols 2 to 5, that pickles of data use.
#pragma once

namespace clasp::pickle_opcode {

// clang-format off
enum : unsigned char {
    kMark = '(', kStop = '.', kPop = '0', kPopMark = '1', kDup = '2', kFloatLine = 'F',
    kIntLine = 'I', kBinInt = 'J', kBinInt1 = 'K', kLongLine = 'L', kBinInt2 = 'M', kNone = 'N',
    kBinPersistent = 'Q', kReduce = 'R', kBinString = 'T', kShortBinString = 'U', kBinUnicode = 'X',
    kAppend = 'a', kBuild = 'b', kGlobalLine = 'c', kDict = 'd', kEmptyDict = '}', kAppends = 'e',
    kBinGet = 'h', kLongBinGet = 'j', kList = 'l', kEmptyList = ']', kBinPut = 'q',
    kLongBinPut = 'r', kSetItem = 's', kTuple = 't', kEmptyTuple = ')', kSetItems = 'u',
    kBinFloat = 'G', kBinBytes = 'B', kShortBinBytes = 'C', kProtocol = 0x80, kNewObject = 0x81,
    kTuple1 = 0x85, kTuple2 = 0x86, kTuple3 = 0x87, kTrue = 0x88, kFalse = 0x89, kLong1 = 0x8a,
    kLong4 = 0x8b, kShortBinUnicode = 0x8c, kBinUnicode8 = 0x8d, kBinBytes8 = 0x8e,
    kEmptySet = 0x8f, kAddItems = 0x90, kFrozenSet = 0x91, kNewObjectEx = 0x92, kStackGlobal = 0x93,
    kMemoize = 0x94, kFrame = 0x95, kByteArray8 = 0x96
};
// clang-format on

}  // namespace clasp::pickle_opcode
