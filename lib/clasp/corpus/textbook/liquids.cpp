// SPDX-License-Identifier: MIT
// Written by make_liquids.py.
#include "corpus/textbook/liquids.h"

namespace clasp {

// clang-format off
const std::vector<LiquidPattern>& liquid_patterns() {
  static const std::vector<LiquidPattern> all = {
    // Si Tersoff, volume 0.92
    {"diamond", {4.4916, 4.4916, 4.4916}, {64, 0},
     "dnD7rMhO1KJypg8ZaU9mu5kbQiTYIS9+Uo6BOqF8OaGdYWwqyk8El9nfY-EFCj9RsIRdyluLOx76a9tiLVA2+HjQKNiyVGbq"
     "MDu1f2CXOrIoLFSGVwTwg0js6LIB09fXxxr8TaPAvLAp5SZu4TD5OBHrku6+RCiEJdkIsu8Jm5Swo7TkQlgTyRgO5uB-fEMC"
     "rC3MvcKK6r9otmxiJN9vV4jD4Mx79i63k8sRyhtr+JxrwUinhOwbcIrImIoqDnxc+XdahL92gGSAOccrk8aa6GulNSbTDWMh"
     "UXJS8sLVxGPkcRYwyIIgHIfqyOL9qetlAuJlcBDibb5l8nBn3EIKbEp3GxyuRXxHCEISgqXgPr9WyMSUihzxzlbbmbaEukR2"},
    // Si Tersoff, volume 0.92
    {"diamond", {4.4916, 4.4916, 4.4916}, {64, 0},
     "wGlsiISX5f07KgPJSBlvdzK8sQYJvGlrT0cgQ75AmhAZFl676AAdw10kM8Wjex8CVI67WEDbpupkErWgNeJxHIQ9-"
     "rs1Jxk20Efm1VHEk0D6xcrq2Fh2-QqDXlZs8uJpW8DLjeQAP6oT4vKeZpkVKXP-qd0gIz3FN4blAHFj0MPF0Fofoauv-FfGK"
     "f5KrPH2hE661JZec0qYllhdZUUvsiplcMmJ0ohwPfsT7ubCiwyb+kfUB7utTOMQcGybAhggv6ZLdddJLb9tBGzhb6WtGoFim"
     "cIGmSaz3Yzqrk2lOWmn2n4UT7Rv2eYPv8H5LmR0u+IYMyXFeamATG79RkPsqga2JI2RWBp+X7nl6+gGHxtfmavfv5RddtxHA"
     "HCkGMYo"},
    // Si Tersoff, volume 0.98
    {"diamond", {4.5872, 4.5872, 4.5872}, {64, 0},
     "4dkkkUybYgk7M4mx7rcq7GkrXYVsEp0Hsd07CE6jmTInS5zNsPFV11k3UafUn6-w4omUZmHyRayJ0WhQbJs-"
     "1vl8JIt+93E8WmKzcxj358O6e0lMIUHrhIVIH2kxouRSl8KBiq+4cGlKIFlDAMZ1HYafIZPFNl9+dLPZ7JN+V0XoaJp5hA1K"
     "f0sOvn0bg2zJdrjkVk3hD6XPN3Zapg2IyskCKTMPl6g5NovJnW4-"
     "tkc8yIDivXSB6fqSNFRIDdbI45sBBFYuEr9kF1HHJnP35jOvtPEd202M054Gw-"
     "VuOh2j9mu3ATwIw5F9TNzMff4a4mMS0+UoSKNOWxNqL4yDqUNpvgSX5bGn2u4ehoXDr7ddUSt8uomb2wMXFT85Oxd0"},
    // Si Tersoff, volume 0.98
    {"diamond", {4.5872, 4.5872, 4.5872}, {64, 0},
     "B8Vhy8KwOy6GTCc68u53zIfLySoNGN0J4o+3y2PDrpfKTVg2MugxL1h2c6zDC6G29fUw9AdtBg0hu2LbmcgqHHz6WCZwviqs"
     "+KPLSmitAseZIYgN1bCqlwX782hGEYJa8l-UpuCUBcR8ZFdbiU6y1PInFnY-knwnj4oqgRPgbGx63FfVgRl+Og+2jYvwavw4"
     "xf08Crl8v+TtNFzg9NCerq4kzOCJTYsgmnluWCCPO4-7gfb4gkM4JWlM9eR69VGfrZ8RYiP+WQE5-"
     "VruMZevoEn95mpr7YrvMeRRT46JcwljVUKtnUtKUrHc8fpLqw0fY88+SVhIsqNMV1r4627pJjzJtIUbJs5BLoyosNxZdKXwS"
     "A6AA9dOarPT7P-OL74X"},
    // Si Tersoff, volume 1.06
    {"diamond", {4.7088, 4.7088, 4.7088}, {64, 0},
     "btRsLlrFfSTaZB5bEAkr-TDgx1qJOBOvVX30emz5x5LPrnqp2DAWAm5XvjmRayWa7yzfNvSnqA7CyQAm6pro6fhxgB3fv1XK"
     "1cp9DjBh5zVCAs2sIMfkEVZkPlVloCpSlJpfb+2pS4KuO+DGB4WPAOKYIbSPnCRzVIX07f1vRoEtqRnn4JkgrMJggy-"
     "RZntgaeXJhNwMLd3DXoxxbGWFoJyQZdLI-"
     "EkYFRIN+ML0t8EJOMfKIMgLlzH4czYMkiQcrfV9L5bZodtT2D-X85n3PQVvQE08pB-iDTsPKwWt3cnttgszgDA8f6LE4CFxb"
     "-1ObnVejIHU5Beyleangfb9yjxWESLACkawzANFBRH6ru1VOJdJkmooBQuTy4Jm0SkC"},
    // Si Tersoff, volume 1.06
    {"diamond", {4.7088, 4.7088, 4.7088}, {64, 0},
     "W4sjSMGmwvjx3wdlIG0dArTBsO6ML5dbxd6CYXgHngJJhQoBCi5VOGmhl6XhDft-xCT9IYYQEYShh5F9Fag45t6nfM09Anyc"
     "PzRi3Of9A3s3vq3dnH+ApiIYZfOmGde3m+IK5Uju0hajgO7NvWSN5N5pX54woi1cyXY06sCKeZBTa4Gmc5K58wN1SLyxtiuh"
     "lWvAiaK5NUIkX1G71TPqD7pjheDZJUaK-KbeLPdcZqCvP-"
     "xDxrclXqvBnK3-9gx0GWpHG9jK5t1H3PuI4Q7QmUeX1jpKM-G5DWCPyOZbglYqvpNVtbn8lWr-"
     "NdB+OineuoNQ+4T1PbLEpuHPPhpw4puXZTmDTj-wnHbwuhuzVgUlTHKQCr80QVeQzI5DbQrT"},
    // Si EDIP, volume 0.92
    {"diamond", {4.4916, 4.4916, 4.4916}, {64, 0},
     "HPGcgPG4tCZ13yGGzqvfhTPNf6DIy5qEYCqP4HoMw1UMrDZgJzMCzbDfqk9g1JOCZQDdJbI0OrSaBbd+-"
     "Syh7T2EUrGS8Dr++89idDy-cr+U5I0cvgXMdpU3NF9R47WgkzqMGXeuOppruT0xV8VAukk8xTXmUaxb7HOdsNwfpHPSbLlPD"
     "9SVfo2aJbvela8e4GIfln1L5ZKg5ieUFEH54nJyWdTwfc5H-V8G34RyLdiEiF6WGNVjhYufg7eMXDzimbhlO-mugvVBRNd1T"
     "k5ORFEOHoy9wndSsqvaI8nOVsEfeqrXKe8Cg+eWWvIWWmto1ytMNmiv3OsNDG1mtnq2oXP+oEHBJIQPULX43ITWEWpwmZusH"
     "pFZ7aTn1ifGkgdw"},
    // Si EDIP, volume 0.92
    {"diamond", {4.4916, 4.4916, 4.4916}, {64, 0},
     "Nm8XEeaBh8YYvExTqFbASL39xweTxH9+x5XnFF8gdzLNTpBMZIaEEl71VPJehETUr+gwHVODcmIekGcu0EsOWizW9pRd34R1"
     "7gx4I58pNh6Ozz1dewpTlQmLuLSjnGxC2kEqcpdRmfmYeDJTmo8XfXAnB37lMlumfrOShcj86rUglSmlBzBiOz1Pq-"
     "L3rWF3cZvLe0Y3GRBLLdGnRmEzgL8uyy9KR4fy35U3pNOM5J0HxR0FpSTrTb1GYoWmOKRJxnxAYLC0ko+Z7LN8FxopXukz5y"
     "zuk+O3cYRfa0BS49viuGmC7muuJQb+P7qJRgpL8Tty3JjGkjoWwPLD8dG2MINTg-"
     "yNEta3aePBUCUc2fCimHyrKoy086lLy7ezoVvX"},
    // Si EDIP, volume 0.98
    {"diamond", {4.5872, 4.5872, 4.5872}, {64, 0},
     "j6hwmjc85ek349A+5ePyXpfUd4TeSdta8yBeM8YXyPVweUsaQfKHlN6KjxyUroRATo9k5dum+5tK4H7SDEdet+xfGp8jV7x6"
     "uIhUumCQZ0HUZFHO3W54z3PDQLVOLcLYMr3jzlbCXUHnTQX0T56iAcNAyrJOqFh44Sdek226Hfq1xuek4x+HGTqGQU3cxgpP"
     "N8hr6MZLzjaRl1enZEJI1T2m3GNJNfaMFxZjikwwpPFfFPmzpJTRvCnsH+JDAR-"
     "bCLXrr0Oj+zV73Ed5RShLj7RC4lk8qGJs+9HSoeAzdeW0-hoPeOtm-"
     "OwkBLBHR6ZEhhGvjq4sMdJWjwmE8ZMO9rY56nObpxFxxh0ZUjmfxpDgUWqas0V+M3vBe1+r1xcQ"},
    // Si EDIP, volume 0.98
    {"diamond", {4.5872, 4.5872, 4.5872}, {64, 0},
     "31mAghJq9mSMVCtVk4XECmqJC9jlNLQzNXU2gX7CxsxvpsUidAygDJrP8m4fnGUKTAWU-"
     "w2C+N17ndHpieZvmqAzcFLWcHEbySVyxfwLPu8z1WLdqdJeFiu16NESWCkEndk10kAIziOrpzIEYx7kMBklTQv331wH4OPkq"
     "33TCRB740Zbb4D4CdQzfs6k6PLAZ-plvvmEzLacSIbFS-FRq9sfgvSnh5Xny-"
     "U3conCLvwkDrGt+i20ZUNjVJw3Gi+z0OJ+vnZJnuYbGxBsCVjYlRGEPg57v3I+pwv+9VB4PhQji9Kl3PC5IcE+adHLcEYudS"
     "fR0jY7hhuftCqh26ksvVPiIMHeT4OJ4l+KYpSaq-kZJSMkg0mQe7dT0zB+zNkF"},
    // Si EDIP, volume 1.06
    {"diamond", {4.7088, 4.7088, 4.7088}, {64, 0},
     "Mu0o1CxVaEeMrloxJdLp1tKRf6-3akh+6GOLp5qhsKSIEpqokuXFmHW+RHggMSBI9nj2Z5FJkS7ojS4BHUQ7-"
     "L+XC260XLo6eQvEH3aY6Z48CsLOl7QLNQUK+4UJ8+AvUMa39ht0EsZmIkAt+PlIl+KHACeeeSLBq9PcdktIePhSsd1FtWQPV"
     "qV3FkaDum4JmcW71rFIPIMvE1q431E711XIbyu8mwug0Pm7sFEHT+rfL3wy-VOeZ4S0w9V4RqsBEasiS5M3vAiLULu762zCo"
     "Ey46Q2eJm3qOAxVk+6Ah2T2KjhyCw4Y7+0E1OFXqbZrFDNV5YfxEcE+iNuAAdkSfsZp3vrtYeal2X0V49WZdmSYQo5bxElbD"
     "S4Jq4D4Ss9F"},
    // Si EDIP, volume 1.06
    {"diamond", {4.7088, 4.7088, 4.7088}, {64, 0},
     "8iXY8GpBJR3fKihP6-57+oe7L-sq1mwMFbWG5E9dSWP+bnRZCxSieVluCrNN0o5Jw3CyvjI4+QdkxjErAebEbmFOhQbVJH2-"
     "MdmNJmUIR8CHK2eEe2Fqt-idaKtY4co6fBYVfcZe7Ub8K4Wc0yQHHOHvY0rcpoLVG5aj3DBpyGXXPcIWm0sbRWzJKQO675rT"
     "dTdjMSBrHtKbCmAf01MJ3P8B-Pi28dQXXU-Z8JGlm3twitLnNAJRkJlqTXRQXI83-"
     "SUfjlmkpC3sXkyO7ojXqdmbtqcGbowDTlxPjxALp07gp-"
     "sNWmdRNhsIrWSZtEBMO6+-+7J4x9v3ccjMRl8-TubY2aajoR77ArHZTlIy-UTUcS2SxCQ-slzg-YmlnP5e"},
    // Si SNAP, volume 0.95
    {"diamond", {4.5410, 4.5410, 4.5410}, {64, 0},
     "mIA0iIp6TbFch37W26KkxeuDKU0tCF2jdYbNFvrnLIg1TeQImmq9htq-3IHKQ-RnssLpv7eimLgM5y8eEUU2wUAjWw5fgs7q"
     "UJ3rre0MqmwuUBQ8EQdS+IL93PTO0+OcDjyW+aF6ssPTHQQowlGlKlYFuNXuI92CVgkWveAQaaVifU-"
     "q1nBvihJJq4XPD3a8LqVASqRJeQmo62LjD5fNWEtSPRcb2hG3qu5RspehP-WR7WE+xip9DuFsg3vFiqkOHuiW-GrN8QnkmQK"
     "XF2lz1ToARWqwU+ddxE2JoRI4EF8YKJgXYLg42pYM8PXPL7D7R1tkh1M76+FgNvcZ2WNEhpcVnGtmD045lgsPZUuyksI4Xx-"
     "S-2Z89Z1L-4w2gekG"},
    // Si SNAP, volume 0.95
    {"diamond", {4.5410, 4.5410, 4.5410}, {64, 0},
     "ZTV9EcmWqIJ6PfFcIU8fd6i55b4sbYNJL+foCJPzjlm9UTd4ZOFIT1pj2JavXEJprvLqrUHPW4kfRy-qqtBin3BdSFmh-"
     "hvpI0ggQV1gazMQOO5ERLPsStPePt8nktp0d3OKeV4YHeospvXA9ksjZOahID7cnbIx-gyG2npUEz66uGtY2LJn66uzn+8pk"
     "s4IZ9jEr9Gflrt4dj2MibysLmYDkPUmtREE8WEfpdrM3hZXk4E722m-"
     "Q6BR+747uFf7iSq84h5+1ECD4UGfHzU5oYInjzhLfT1NESY3CkVF+pAbqCVD7oNs8V2iZLWrZH0zQBBn0tFsmywGoesKL1RS"
     "0LNgxQcARhtfvkaBoUfd-0cZyt34FNKW5RQYwITyXPnO"},
    // Ge SNAP, volume 0.95
    {"diamond", {4.5413, 4.5413, 4.5413}, {64, 0},
     "8Wqf+mRrKQXJ9EX1voGDi9np7bypiAGisUAAB2kdaHJeYJBcNDZKcmrIhU68poJ8q1fnNTHfh05wmFEPHISy3NM9qOLGPDn9"
     "u2aCLi48AdcA+Yo9kJ0E2A9Y63GiK8JUAnvBDZEV6fSn6Do7i-"
     "k6jE4sXyQjysSm7dUdyEOJ+ZhZy4tOK9dReAExxEHQ2NHQJox+dzcw5ZIKPzhTMDBFiiHrtgybJyikxz-"
     "GoImiUVsPLCMQoW5l7ep-YQc2X4tcAxYcmIYEd-"
     "Wrj4GzwpstpQ+adaQAKQIOSFfrqZxTuxwoW-4ebu8fTk6STKTbzs33sUP-"
     "cdahCBldvapmWHsrt-5F4kw7hvDFYam9LI4tqrXvtnvQ6-SPUsCj74lFsMBe"},
    // Ge SNAP, volume 0.95
    {"diamond", {4.5413, 4.5413, 4.5413}, {64, 0},
     "xO+k-6OdS8AHxdZxwV6p1KAl7iqZItqCyXQn9-SoajDSOsM24rDTlLgFf-SQZzI3s2ovZnkPE9nxbTRVGGMKTN-"
     "gFxd1emxL9xe92vlY7Ad-uaQnUxHDePPosDDbPb80rZ+M4EFzRdMD7BYidQu5ejgCGqUHvCKVziWf09pKLcKkzU+wReldKHB"
     "9o7NoNzbfDvVMu7h+ufF4VZWcTE4vbCFl7L5eZvjZ9wyuWXfPk80M32Lhv17aqkrV3pBRUgqZ+FIjbOk5vzX47CJQC+9szMj"
     "2MpnHLM8ak5q3-faN1aQTV-orQjuXpEs6rjmYeQ1kuJVjl8hWA9PCw7adK0skqZ5PDs+edAQWJFb-"
     "RD2UdmO7ftJBnoC7OtcU0SbJ-A4E"},
    // Si Tersoff 1988, volume 0.95
    {"diamond", {4.5407, 4.5407, 4.5407}, {64, 0},
     "q2TNXLG0uXxwR69N7Os-If1GSo1cyoid9wu-NvwIVUhWZEN6+ryjfX5q3oO2cYdv90uOZHDPdbLNmgWGphortr9NGLcRQ50j"
     "SZX0NVZSewyACSGuW9eThzcPsidH+NsJkKPOC3eOLKLls1G2ETQyqXni2sjP3OfQdI+zXwPgpB-"
     "D9vSIH8OmckvBU5Z8liJ+eB6vFZnRmTBj6WsdHzsIgffVqwRfrSIP5WmiShOwCwk6wpuobL4tdA4aEU+by1KzLSkZ4XRG-av"
     "kSAdrGZWAV7YCfUOz1YJWDo50BAp2l1qaWNr07VGXVo21-pQKhqB9pTTyMIPDaA4o8+enP6Jgm+wVBNtU4n-"
     "W3pI0hMlIBduTkrKUjO1XjoMuCF7Ld+7x"},
    // Si Tersoff 1988, volume 0.95
    {"diamond", {4.5407, 4.5407, 4.5407}, {64, 0},
     "fzZJGEJgiPhVpS0EG7sHZqik8-"
     "M13YzFFO2ZBp94spYEi353aamQaPngrLWMZlJpOulWJO5vNZO6T6WIBVyLAs0GhfRNv6D6P+VppBjT0-"
     "p69+qzJrcLYgTXDCph6Y4PRLPGdPMhymwwPVbirflzD74Z68VkdHyfQw+esM3Kjlhj1MyXr+hIe59jEGIHyhS0PXYE3k1p1S"
     "IjxxXvy6VDT4FhVd9fWXvkICrz4rnwWw8YBmBPeEVKm3om5o08K1XkGXvsgjQN4KQorofYwu6+CEbb2tPz1ttCvS9-"
     "eQNnlSL0l+BNP3J9AgRpoirjw83paHaFMKwufi1jVvCSJC3W41L6HTp3x31dqnWViBmZqLQ-PdgaINnJ+VlOsAEImUui"},
    // Si Tersoff 1988, volume 1.0
    {"diamond", {4.6190, 4.6190, 4.6190}, {64, 0},
     "bPUj5cmLjzZzVbrn1IgGXQi7QavomJFoZ64arTMGmYX9BI6aaXb+IY6pCjvE1DUHnq8bjXz4HwAa0D3ou-Iz2WSB11VvzrJv"
     "xuiDIkTXY5u-zfCseI7pSlDQyOCnQKomHSW-"
     "3VmyU3kqSwLfF6QGeheJFAyoS9txZ2mNhqN8FFxj9WPibsULIGi5foZskeryoqzZhc8EKZOArYyC4zzWdAzpYpL9j9MJDTHE"
     "bpC9HiKUOb-8McHXkFor8-HxibuBvqy+3mpB1Ep-61lfwoNhCmbuSPG38vUKrqD3zCOuib7lC-"
     "uYZNfWpMCMkUcr63HZnvH2AOFCAyxGa1d8C9uwmgQAOpW8Cj90kexzmOj9nlOZ7BvR0lWTT18rUmgj4hsY"},
    // Si Tersoff 1988, volume 1.0
    {"diamond", {4.6190, 4.6190, 4.6190}, {64, 0},
     "xha6iyPlJ-qLfPbjb-fRm7unQBMT2xcYuwJlH0yIVqCsR08J0osp2bs5ol7wgd6ZmgamjgA5KtSSHzL8A3ipHIkMPTW6YCHE"
     "PmsuDmxcGw7vYNZ6oCTseTTAjHE3c5nIOD7Bu7okLUiyO7nrtDuodXBwaaW0JlXEq5gTMGLlBA9+zinnD2Gwq6f2+nw-"
     "Zt9O-+BPq45PX+JQoe0-UOBt-VmKtcOtNLJCm9uUO5tmfXyB4A8mXC6IKTSu79vW2AMIh5H30n3VGhMieKMv6gDCQ+vR1gZ8"
     "Bk4XtyTItyZVrNY4ENkodWOCGrRSCF6GNHr46GwkneaKLNaBZi+muOxLqMB-m283Wa8ObH0b1Uh66krGKO4IKNHzjomSh9-"
     "YfQUp"},
    // Si Tersoff 1988, volume 1.08
    {"diamond", {4.7391, 4.7391, 4.7391}, {64, 0},
     "z8w1C6yCxYSqKSUE0+GStm9sGgB33uHwRVgmobBngaO9NqANnlnyAVjFJyBFxfkdvIvafl4s7FFdsAv2Mqai69eO3jOabZiJ"
     "YuCHOXSPnxQs7cYKTLh32QlehhTmPUeAUmrZ46qG3eVCP7j48JM60DAyLiSuhLgPlDQXasvFAPrajEO9l84uCV2EoXbHZOa5"
     "Mg7KW4LZzevQfAnFWXsUn4MfFgrOXOlh5-8n82d6H7WhzDSMq6FU-XqzXmiiVoOCK9zhabbbTM5Zpsdi9YxXIIn2rIyR6coY"
     "MSwvgorgw5n7lHvBynmKHNM44Q458YyRHG9JJvYaEmve9lTA2JMfiU6jq-IQTeEr-7hegaJ6aNoJ+CB02gRSRdaFQv5BAPZz"},
    // Si Tersoff 1988, volume 1.08
    {"diamond", {4.7391, 4.7391, 4.7391}, {64, 0},
     "HEMcDUhm+weSOnhyPPQoaZirwSc5xUSgaA73GCDaW-sPFPptE8ZQLb6BqWuGdfMdoJ6DBwgAURt9G9UwYhV3jDafy5d8UnEN"
     "B6R7hPre125Jw1CDEwQd0a-Zw6+kb3vkGuddpEslSlmCDDMaIlheClGFmJnJLbNjQGHH3nlV-kWicxSw08SLRLAmdVAiwc3Y"
     "g+AXp7-2zdpUWXrzbrhqn+wpL4BL9KHFy2FCEk5SNMFYBmx-48N6S-XpmM32dnj4Gj9FTT3h3CJr9KOOEAq14s520-"
     "quhoF0uGr4jQdFCBBr48fT9Cujlp2t2jkbdkb+i6i6hQ0CyLQ0vAo1e-"
     "yDJVVDD+0jpxP+ClZDWBtQalLgb+xjQV1HjkAqZ45ZbaqD"},
    // C LCBOP, volume 0.9
    {"graphite", {5.6162, 5.6162, 5.6162}, {64, 0},
     "7U+gqo4qVabBtleIho48q49aVrYbDvHSoFT45gImBQ8S9J5Z-"
     "vzvkHkNK3jr6eLsslewY5A2iGEHRQAvziAU1YTCxoAviH6HosnogQXjenPbgHVQpBN2yw6hRrg+obhDrJ26mSeR21P2w7xmO"
     "OAYXLhLwEVDZ6zQrMpr2Ilen6CMriFgNhkAPlVStCcV36DGK2mlppmj3NTuclaugk98c8+IVVz4FLB0c5frN7TDXPwjUzbGT"
     "TKLWLttjeNhoRNGUtb2DbHYR2v3NSCowsXwefLC2fmwxD8ikxcDQspSFR0SxVqDGVC5cxGHryWQyUwiJyDQUb2beNDiRTFz7"
     "F8sx-XHvSVz9liYpD+m1hXNQNPBGsVfNByWMBdLTRjmxVmU"},
    // C LCBOP, volume 0.9
    {"graphite", {5.6162, 5.6162, 5.6162}, {64, 0},
     "3m3QVbNscoUr+FuAzpnZWMKA75W3SJ9jo12bmq4eSBHyjjn7IjFnwHTqP98Ccki54bTGAxUDkQv2PLMxztteWlXyZpyAAjSt"
     "PXvfceO3pgSUfDNZCmN940ZtCeGT6sS-aF3tyIYrEg90cr-mOxJoNYxUQc-2RAdLsxd6KrlTu-JGaxdspNgcIaw0Jikwp3rR"
     "v6sIpS8ApmMnOMwmAIK0tVlzhcn0WHfzcUSF1OXO4B00T7ZC3Z9X3DAvDyouHLSaQwmwg0yRIJva1rC372d5KbH+DXj0vyDc"
     "wJ0S1X0dtcWhR-B9wR01a+jq9bcepntUXlrl+sHIvVoO2Z6skPH5doYWXXl-xkoffk3Te-LGggDjTfdTG1vbh5Cb4Haes49a"},
    // C LCBOP, volume 1.05
    {"graphite", {5.9123, 5.9123, 5.9123}, {64, 0},
     "bcsEi-+d507kCJwMKWFz7XxXqjwIqaFe5fOlLXKLBPMYYVPc0+JftyBztZ3r-"
     "7G+c1ruIoLgT8DFZU1obJeYuM64GWr+oqn2BAJmdQXbLK0RL2BEFYNcPZOW8WdmlOe85LAGVy-jyQq4k-"
     "TQ94345vPjQ4481igSNFUBg9JvOeZJdYv6fw4pgtiJmmJ1scDZw3TYpwtfALejanMKUpbuywYfmGNXEWmtxVV1q-xP1Mnl+-"
     "KXX754Hn4Hr9Ni9GnEnFxzlEdJB4LBxu+hN5R3fHatM5JVTph+RjvkpDQumHBDhsQEbljmMDlz1n1hrPLMaE3RjC1Z3b8ivy"
     "q+zvAurBCYWfwb3jV8TZHgCrYpaMCQwhp3ZdAbWx34ReasDdjg"},
    // C LCBOP, volume 1.05
    {"graphite", {5.9123, 5.9123, 5.9123}, {64, 0},
     "EOSMM0Rnwj8OVGCWf94lTg6biHa5IaEZHqugimn7IIH0Cac0-"
     "vAv4FKuCs4DxpQOf8era0ukkqx2BjB6nA0LsfGLAJz8etve2Ue11m3TWeZU+bFVv+SWG4GrY-L9AYsc0vJEnD-"
     "BlbuS5ofACrYZW4WIb4+a5Ut9a2VJ8ONnoud0uHBwrwrqV1fHVqbn9EXIg--"
     "hvgdiCbx3b1Uxkk9g+jBZxRLiJT2y07IZ7bPFyDJMK0NE0lk8bXAt7j6WDQ6Hl-ZXWVAN8FzjSXr2Q0UrTsySKK3pRaHrILg"
     "woBcyxg3+buY2ZUizUpRf6kyKl6KHddapqQ5RUuNAXXuqyiDEmTf+Hp31I0sO7cr9kHa+FQAPTHXqq0PbYNHqnRk4sGgE"},
    // C LCBOP, volume 1.2
    {"graphite", {6.1814, 6.1814, 6.1814}, {64, 0},
     "sBMq2o8LR1TS6cMlbLhFpUETM2RYpRo3EP6x8Syfyg5YYFFukrncNYEfG1gftjyAgaZp+TqyONMIgL7P7xP6IECPDBiwSMbr"
     "szKnu4zc3AnMGyjPAX+UOwfnx+sI5w+y-QCnr0DAomiW6CtkxbhW1tYxzxYeQ3-"
     "3pHWX2BE3bM32R7gcjheJa6NKhBpaWw2l8Wkxb6Iwvx+VNygTT2tPv5UX9MhUFxOf767ugUfKRY5aGZI3iu9xQDVHj43gd6t"
     "vhtQ+N4J1IuoXZF+L9Z8oko2m2dNzqx74boYd02HNYVUuXhdVT8+KROqVkzD7I5U1OH9Ag8+zAUslR4ZlEK4+lpWEPpwpMOx"
     "Qak652LrEY9PvPh2rR6L82NqgU968ymOH"},
    // C LCBOP, volume 1.2
    {"graphite", {6.1814, 6.1814, 6.1814}, {64, 0},
     "czjMZl8ETbLoSJJ+xxVVMudylqke7XpTvjaEkyS4e4lv5ccZmw7x+OTZ9tr03s0NB4c8uy+Zt9XOIZTTf1Ex+dHREwZGAUCB"
     "vynf5PDScQangv2N4p2s8-IHU3-"
     "dR6EGY6S61t2sge8IlOZUppTOmWO06YaFFB0LfJc1cpugQUV1jggorCfpjhb1YhY1xek10xu5xmFiryZ2duJZZmZ87zN3+C4"
     "MRmw3Ew1h+5vJEeZgJy8KQfs7UBWMjsRDZkWoBi-uL0zxFbYEmNkHazDI5rUj-0-"
     "jQlHRVR+osG87attZgBB4Wnc4ljzd3OjtvNBV+L62wtw5R8y88NaqRbDJhfmDY6vKNHkEAW0QzxpRTkWVtewZb2SPGqqi940"
     "Um8UV"},
    // C EDIP, volume 0.9
    {"graphite", {5.6162, 5.6162, 5.6162}, {64, 0},
     "V9hpySKOX3Xx9K2krho5aeenKBKnAQhf6jEVJlFwbzvlouKyLCRxixyW2+dCRG-qiB-PE5V6EYi5U2OtGeL1OZ+KGEiPDEX-"
     "vA75E0O0jCimddU6RuNoyB0oaXi+OJ78TyM-l8RHb3ecKEr201+x+g-"
     "9pYWOc2Vs+DClGORQKLiAt+K8zpWmtAnNfKY20PIO1AH-mHf4wvfFmlERuPSAq7WnnCye-SFNs2w-grw3qrEkXjriCcDJlf-"
     "gST9PsxNQEmIqqtHlwJcB4R8ep4BbkLsLMQb9xk4ozDXhU5WHem7JW+DzkOuecyLTwPGpycBToIen4y07An0JcrwCkaUtHvs"
     "UAnQHEwYSEXpr3hmraJGdO580zDWHmljeqt+gT8q1"},
    // C EDIP, volume 0.9
    {"graphite", {5.6162, 5.6162, 5.6162}, {64, 0},
     "JsQgrs+dcOszCwVG56FWinmuC-owyB1h720wNyQDSqne-tgCsyFPG32PwJ3Ian83q8yV5mlK1Xr6PCavsb45SF87PHHwmBLv"
     "HUaQSRTesuuT3GDet2KT+jz-"
     "h0HQFMi6eUe0e+TlwuHBhn40DZKQb9u1aB4A7qtgDuP4qpUjoGs0G033QXaEpDZFp0S6n59iy+edQOIR8DY2XGgueRuQNrh3"
     "G1Giw8F+J17TbyzHb4T2XnwU1aS+6roCfCCrnc9IXMhGbLM9j+K9ZVlAv-"
     "6HfpO8NZelL4402R23bsRa955P+LHA8vKL6FEX5vWxQ8Rei9pLyVlo0JFG0ljRnh6ssJsD4ZLNqe490R9nXEopVjzWPs-"
     "Z1EPmp4h2U4ZWDH+r"},
    // C EDIP, volume 1.05
    {"graphite", {5.9123, 5.9123, 5.9123}, {64, 0},
     "FPJgQeF8ueU24bbDOTK8Dn2jkS+-SjUr24vt1WvFU6heFRh8v1ynJYDV-mnAtIvTlauUFB38YaHN--9YRpUPwE63y0pTf0sD"
     "-6+I4EZtRRg9a2YDzBT62cEwZ70xk606CkhoQgKTvAXDSYqcm6JCzzIl6yTWyqO0UDgB6ibilqobkSfFcgFyCUl1LJF1KuFh"
     "WMug1P5bI0r+GRXI8L144APpyQel7FkNUVxpiPXHa72QsRfpztl6qtcKT+PIj1AiM6Au71dcVBrBhR4dTCA0wr75CfN9kUPS"
     "vEX1dYgr4TCwFMPCrvPJba1wAp5iGoMxm9zvFAbztAHQuBh6isrcTDwOa6IYMk3Y1anqjgLAaqm2p5Rk87b+Y0pEVTOMU4HN"},
    // C EDIP, volume 1.05
    {"graphite", {5.9123, 5.9123, 5.9123}, {64, 0},
     "CwSjfwo1qudclnKkH0cdzvxRiwk-2PkrSWdEWzWLQikNW-GcMWed4ba4AUfgyGVsS4SSUBp-s4sOJ180XHVcWp+tKgK-"
     "tVVyQw5KjFCf6z9ywILlNm9+tFRVLE4w2r+YIip9WpupVbMOCOxTZ-"
     "YlGaoXhGD601m8z6y4k6dtesbAX4oQ3ZtN0-i6DaBQyImk48Ay6sTTyD3Yjg0WHnWW9+GcOxVEz9nf-WiXEo7dqF-"
     "Nrh5PdNmJaYaxMMh4+62ev2Lopkzq5YrrcZuSYcgvVvxVn-"
     "zRCARi9-qauUXqmGlV8RDulP2FTClcaUr4A7HND4TpTthsD+qp6HPw5RBpZSKya9hfM+Kq1--"
     "6n2NOyY0q5NJv4yaIkV5xYLKyBxHr"},
    // C EDIP, volume 1.2
    {"graphite", {6.1814, 6.1814, 6.1814}, {64, 0},
     "jsTPS9nIEdYg1US5omBHvFQKKFVx0mqzdqAwzopgE0B90zhn8lsiEvf9dr6qzoTtx+ehuVkKbkxKHd0Yjudxtz9ZPEtnUvXl"
     "MZtUPAdoHCSyCUHpg7Kmr15TPcakzq2DKnb7SDolzgh12YjiP9RMfnXwWy7nQRTnqVcp8269hT9psycTQ911j3FCJ5GukKjg"
     "tLpuMfYqrBZ+13MnJdIHuUkR0M8oHwQ0mFTFYx7kkH+Sd9Vf6SgtmMzlxziEy6cd2ptjsNc5KcH14h6Z4+5TbhV4nzQXrGE9"
     "7UUjFCf6Rgd5zuQv7nSFsXpCak5-HOEdAdyiWlHE51NFSJ9v-Ch5NSeP6JZiIjEUXj6T+9Ysq-vp6FRzFGdn8B8bnnuJHyg2"},
    // C EDIP, volume 1.2
    {"graphite", {6.1814, 6.1814, 6.1814}, {64, 0},
     "HyMniMaEx35iIyXcmK08diUQmDEaaPaO9daDrQkCwxCvUQHJb6ADlv0IIg+984KHDQ1QYWMMete96I3nFiXAmJvf6+8A1-"
     "fVUHocsMNJrEk0XU-hNLQOOTat++3wn5r67VjVroIUvQ5F0f5a-"
     "ZtoI6qYaooRvOYM9KS5+dCBRdDuTSd1bQPuF+yhmMNfglepYzZfytZFeJqHz9s5pNIeckCu2hoq7Yyto+S0j+XRzfMp3UOU+"
     "XfH3EKH3-"
     "3SjzkCdRDX0cwr1hQ47MszYGJHoi3J6GpEouEqkfQurMU4R93XvsJLTZgScpj6DU5KEG7Y5nWOzM7s7nVDYjY+vHqseY7lHL"
     "isKPSj7VmE9tyIn0lNQVazxLvwhS2Dqn6j0dL4"},
    // C Tersoff, volume 0.9
    {"graphite", {5.4623, 5.4623, 5.4623}, {64, 0},
     "RelRO3+bUEPtZ8MefgCV2PEdAv8OtaAtyheMY0ezjrRy0noStPZ2KnFj4yO7pVUAlcZvAwLdvxRntSMtfakdOuGzk7un3G2y"
     "nUEJXXIBPyS6nLioZ5kYzEhK9z7Yc4crSWH3M-nd7+Tg1hfTUR4swPSsP+Mi2v2h-"
     "EQL0XVEmeujsz6SpKcKhixiIlCGeMnZ-LPE-r0wiu98-cGYGomd61eDHNGCr8oy9k+ywDovffHVee5CIvVL3b-Ijt-"
     "A8QTRVGBekDVosAzGK8Zf1jDVj0NeB1l6K93059H-"
     "aV3yiXsmTEuN5rjYmgz19TzW5WfWgockarpNMXzZrIK4gofh4UNqL45BiaO-bXJDhzRHtj8rLJnEfPFhUJCy4S1RJ47U"},
    // C Tersoff, volume 0.9
    {"graphite", {5.4623, 5.4623, 5.4623}, {64, 0},
     "Ecu0ZfKJr56dS26mst4255mSGNaSY6BOyY8171UxcYCXo4scSDpe+S8QywpYtLkleXho9CNvVzYmzS-tUjkXiekBML53XWFl"
     "opHak-m2bw5Ppop9nkgs1Q+3zP0XWEH6J8LkFL1FZvXa2OliMmJmft7-"
     "G4NQ58IY0uUZvwNal3vztU06+LA2UTmtqesmdCzyOzaj8P-"
     "Xb6NXG4ktVmbBxCV5diULubM1DkxT+1jYWXtSuYCkhobERtDof+rmgR-VdeESVWt2gT4QDJkXGRSfQCIMHsZWNIEf2E77OUx"
     "aXgsdKY9hcioCDr5NqP0EboRHsYFflAR3UwmStCJBvXKD28XIfngVixPnmZG7NMxexrD2mYiMTaCLV2UXdgFpZFCF"},
    // C Tersoff, volume 1.05
    {"graphite", {5.7503, 5.7503, 5.7503}, {64, 0},
     "EyABOF4JVs8eB32-"
     "uc4dgA6qz61hN6eMyEQXNakFyUhJ7GlxKSuul9EL26JCJ4JaMi1HOGrZl6GjfUp1qJ5Hs6nYFVoQm6P1EKbjQcLBjViBC6wB"
     "BxOajV5U-h58XZk2PkfMbaVBOt+gQaI8+VMQRBPM0qqUxdcFia3UL5bzaZdfq-tmttpL2j-KerdTMANZtdC-"
     "8bvJRJuxe5ejQdWIAMZ09CJVtN2swfouYg4-"
     "sSkrGDP8atAt5T6i6v31gx5nPGCdFBi6FESS4dofrMhEM+QI4sQNgIa7IaTOMIWJ-"
     "C40jpB57B38ezkOVcoYP2TArJBGiwYdz11fqaBITwJC7KsRWrdd+vAO9XOYBJfbDTdik1qBnFY-jojn1MZvn0oK"},
    // C Tersoff, volume 1.05
    {"graphite", {5.7503, 5.7503, 5.7503}, {64, 0},
     "5o6-CR0xZdhqBvumqicWW3NoWrx7qEezFMqn3nTvGgopO7DRL9f-"
     "ffPotOGt1IYoPOTy3N5a6HDWJhCCzOWm4FMqzGwRIyaEpckAZ7NGRu9GQBZQw+1rPS5wmL+e939C4NcVhq90UFC1r1Ph7VoJ"
     "GCIOoVlvE5GUPIV8HkYAOSaPXb3ylh88622S5mZl3iQrqx-"
     "TrnnmKG58opD8XUqQxlQsvd+qa58-xVzOkMUgIbUJzpLRqBcv+1kAoOgncGGvhN7iAmj+6wbDpNz2gf-"
     "smVzXJ4Kkb5CLv2dIT3iNa1vHvD+DjqWJCW9MP6jqCnZ9YvumVzY9SwFpX2u6b6qOlEObFLQcoN+t-V7XHOrZVTLMAu-"
     "vRDd4heFA+lTV+Hz5"},
    // C Tersoff, volume 1.2
    {"graphite", {6.0120, 6.0120, 6.0120}, {64, 0},
     "ZO3XK+tcFflXW4j1Fa9vagbNgp+1x0HgEDRs8BeVRgzn+siCC5aAj1pKsFwEPIKTqreycz3DJYde4U66LJ2P86enqZuvXznt"
     "og+uEOPfBMpnCp0c6FM7Y8+UaJj6ghbaa5wK0lzXNoAFBrkaK2mrYQox8pEQNFsAR+qUReSpgmz1dSPuMGV2YoeInXDR8gJT"
     "9Ik0HEiRR3X77fErGXYTqzA0W3fHOKnPaw6v3ITw4bBHBy1mt15Xiit4VVKYC+kA8pcDCWMZdaxk4Tt2hnr95FAtbvudWY3o"
     "OCPTyk5JvHiGoODc6gv4jpTuQm4+gnnpGrzgYa0deK0x6ZTFkthnTn-jYpIBYHPFUybKj7XGUEy8N6CFphd++kqLRewhN9tF"},
    // C Tersoff, volume 1.2
    {"graphite", {6.0120, 6.0120, 6.0120}, {64, 0},
     "mb+PPvdBEocJg8kyEr69kK8QlsKs1tkPjcfpCNq-"
     "73lxcAxG0icICP09F6gXAc2je42u8F7o3eLrL7TcUIOqGzOVxY2+H22eSDpYvWEaxikZKMEdLO48DxRJPVONpmL8c4ht-JPT"
     "d51dvUIzYEJzCkRtsGOndyEEFP24p5QVoyAt1WnkfZnyOfWJmecZhHYcG6-s8Ts9vrqpXdbFRhKKgdYOWD87uX-m8jop-"
     "o0jDwOfMHO+mdU5-"
     "pVAaO4BIv6zEMqJzoYGLemcSg89Nj+l+ThNVlNfw6qG7D6hVT0rUqHuY+tQElj4bSCvYm0C6jZ7FCkvr60wyt0UZUXMmkO1O"
     "RRkgRzxqfxhhJV-7N2ikC3DIgVIRO7wlSTPFxg5JHTy"},
    // C LCBOP, dense, volume 1.0
    {"carbon", {4.6175, 4.6175, 4.6175}, {64, 0},
     "-RyLPlESmNaTW8Yb4F1UF1MoAu7hy7hGI8l8lLqeG5PhhesSPtlTUlMTPKboj5knPz2OSSfUvmkq99FxcKE+uvY0Bp7rIzzK"
     "Fjpv9gmCh6rN5rWuxHha71k+SJXtF8vYimeY4jcELt4XnEV1WuOollhi00wu-"
     "V2C6ur91hLRWJs6eF6Q6kSY1aI2lHO0wJKhVcNwzYj+TFGUPe85ZNQgMWMfF3+vpwV4-"
     "T3Jfc7EKHmoqOxL7Fp4rPttUPyaHi51NePgn+2RyXvzqXlJqgbfJTCvFAE7dcpgZSC8UUoW16d747q06NyYS6Uy8KLyAwhZH"
     "sAUkgP1Sga2cxlPqXBN1XYPejO5OL+BiJrGIovr2h7nfnQwC71zFVWQgLaE+zC9"},
    // C LCBOP, dense, volume 1.12
    {"carbon", {4.7952, 4.7952, 4.7952}, {64, 0},
     "8vvE8s9IOJnSMhPRkBKtSs81TsjgmJqBMDscej7ZaPXb+DKRAh2bEGzfijH7Zn7UQSMSn0ypIp5wKePxE3hxqpDbLUW2RWQY"
     "gyjaQYvpZXe4yb+Ubo0CzIyZUdY7lek+6z9woOo7piUpzN82w-"
     "gj6Qlj6TjpIv+NvQsHwpKIVFRl2ndcaB9WgVjL5yPitVRc2bcmPDMlYfQ-Ri4v-"
     "774zWdlVjGALbwsNe5aiYssJpVluFjl9kHCTPjty4t848ELmBozmZaX0FYvmqhAZ4Lit73s1-"
     "EMr3UK4ymwr1A55dvX3hNWO7BWgJXWI5nM82Zuqt0lblMmxg8pC53-"
     "VMBvtOokOSGtlvfeuBub3MSEIVbyF4stFPkT5lMT7mJc8waC"},
    // C LCBOP, dense, volume 1.12
    {"carbon", {4.7952, 4.7952, 4.7952}, {64, 0},
     "Cz8HsZdpMid3qqTbM3Beuif09uqK1Lb4igtFG6knYVHUCdKHQImsUgyKu4PcP+LgbZqBid6tv4Aazh0fCfn9es10SCEHnCDj"
     "3VmSL1fdQBnO8NBvTl-9w3b37aReDojAbIFPUr3mBbWcp-ywOWinFCfw3Gn1YRCEswKYtFy8dWLI3x0lYlZFufF-"
     "ISudYcgsBQYmdgb-x55JNEIav4qBq1ic-"
     "bZwNXnsxOMYR+EEQpAhZcwYw1PvpaXxXqrCuzt+srEuNDalbHAJKZZXssYYJ1yxoVfgmshIViOdBZ-"
     "on1zuoJ2oui0-TzxJHI3-BP2bKM3hWyatDnIEODD5lDDn9hl0v0BblGRVVq+rCdQsO1UJwriL8UbKu77Ea-866G4E"},
    // C LCBOP, dense, volume 1.25
    {"carbon", {4.9740, 4.9740, 4.9740}, {64, 0},
     "-7e4WWhK8UXUMTg5MJcOud+IDk8sWko9y1+TnPp7kaW9HgqLpUaIVb+u-"
     "OGU3iFaZBaNxhflwcIYuiTqxxsMdOTiiBraABfBlCmzCiXWT0UU7pU1G7k5cEgWeP1tNXZPAh7WGUcagf-lCIADnV7QyDZAm"
     "p7yOMaxnsGAR8Pd7gq++JOvjhu-2PsQKadAC0xpGJruHB4ZZUielfIMQlOUOrVEOUrcSjeQPq9CN7+0B+RxdhBaytLjSO-"
     "KMNFxJm0yjN94AP1sFx0t1hCpKDumJJqIbbnZSR-"
     "Epq+lJIEHil-25XYq2E2GpDWGicjVP5RmUa5XOJPIttyfy8dpOECCWV3VMdktdjP4LbXV2sEnUc7eekwbdE-"
     "ct+ljsIapteVZ"},
    // C LCBOP, dense, volume 1.25
    {"carbon", {4.9740, 4.9740, 4.9740}, {64, 0},
     "6EjUCHVZVLTMMsY0DpVr8EjI1rVQWN+oKiaCq9KMe9ljAXXfwqoRF8aEknEAtx8HF7ULF6t764VGN7aNtpufYBzjijj6lxrI"
     "VPl62kc6GfBXWtYIHlyHQDG46oDGfJdmKvuTLAXDv+971gOaop5itwVfuZOEGuoYi2X5sjZWD14eYDkWYW4IBqnF3BRldBlr"
     "M7gG0ypjhQK-5Y+tqRSZHNHYp8ltW-fENy2uhAPojaDM604fwA0Wn9+YiPdWFpzggU+bGRA+48PrwqDWaeGXFO2bFUpjXvF7"
     "TEKqS3BGLSnFnjcAuwDY+p+1zm+jLxi1+z0WL4L3rZsOz+ZoZUCTYXzJYPvU2JjEsy6aI02NQm+XF6gCkybPic6KAhaEZ3dV"},
    // C EDIP, dense, volume 1.0
    {"carbon", {4.6175, 4.6175, 4.6175}, {64, 0},
     "MEA28g2wFs+oMddntytRJZ4ktbq-S+N+StpZODvzU6USuNIGqNmHj0Kfd1YL-M3UnMH51OpmVtSM2tm7BROIfI-Nbq85q-"
     "bjB7Tp1ofP0xO3xlehNf7233fUiXm3V+OJYN6DIX4GU7swxkqzUwHOcPoWNur6Jrqb73MDCsKElJ2N+RJjpMcr82lmqAWl-"
     "AgM8LwOHQgheTlHUikktbTvH5oA5JtP0k-2CMHQ4HZol6FSBhyLj-lc8v9OP6LCdosB1hVuTwXSi4I8ZcUOz4s1xwH+VRzlX"
     "1b4ddUfKNCuMbkBa5615c4AdR0cfvHnBPsHV5JmpDxBHGrRfx1tyFG+pC+51GCjchitIyGkaFLCiCCNqn6ajgKbgbXuy0BVL"
     "IXF"},
    // C EDIP, dense, volume 1.0
    {"carbon", {4.6175, 4.6175, 4.6175}, {64, 0},
     "O-"
     "O86ITylT2jDDfpEEqu9Zq7ESVBcMZKdzeX5TMusyJA72DYtx7MeWOjXCjvaesyhuicWmMHf765uVzrEW8h+I4GKTACIbiBDr"
     "HwKZAZyrDphxr5NsEEf2sk6lsDav9s+mudGCkm25d2oCugwcI8wqSvM3pBVd5wMu2+YMIEhhSd23IYn5aICjOT1OaiNcPeNp"
     "R3La4c-"
     "hikLolwMypUkxv03ZzV2yklGoAXOLyrhmucFBSsr5aK1HTFAw+LvEhDjo2nXcWGDkBQVqyJn4XXj0zFbdVewYLhf2OxsUuEs"
     "xLYg-BQNfvijcBFWDGQdNtCRXW-3jc7qnnbVqhz67NLDStJwV-aMb+kuGWNZB63OC7WaEjc3m5yX+xQ8WgUfxSc"},
    // C EDIP, dense, volume 1.12
    {"carbon", {4.7952, 4.7952, 4.7952}, {64, 0},
     "KusGUbhDOfCGgHD0XZUgl3kCB0L85vXtMBnG8H3Ha2Lj2Ej0NXEHrQhPt7vjQ8vj3hhdlSKNGslFIHxMKkcZWCD9CGllw45a"
     "bSvINEim4FlF04+SSPkbOM07115fsKoFnaaFyzsR11d3YFJa2xV7M47zG-"
     "eERJgmWmqz3fKzvWkhHpste+6REw+10RAnvaCYNGfYCJw-KvGdSHCwTbpLtxlkR4G-"
     "1G9veXdGHH2wR5LYu4o4yf9eASCcYknBBMoXkeY9b9xJ8e6b8aHDSKFRsPCkmv93FQpBplZSa2VZmZ6s2OUCt0k9YavTY0NH"
     "bOzxoBUq+2u+sCcqYIWrJRNmPO2-Zd3+uWEk+zrZZHme90WEUYoOFoR2f52+EYQiZsor"},
    // C EDIP, dense, volume 1.12
    {"carbon", {4.7952, 4.7952, 4.7952}, {64, 0},
     "d3lXcX2pjBLbsz1MBaYjzsCnj2uCwZ3OmkWkkeZ2MLX+XPHXrBq6671gpK4DSyhvVUcs7DTkrZNTsHSxPgdJY1l8BWpc7KTu"
     "du3Q0GEb7XeEA9D7peSzzuPY8sZEitBi3qJxMbAzvffNO3ygwhxuRcrUHQi-wz4ck8+36-"
     "13BQuLEc8BMbDv5RrItQ2BTDZ67Va2EQH1qLqGncyDmQqHG4AwrLbNpWYIOa8RojLsYX6l5xVEH1oWWxP4hRuw2FLXyVs6Se"
     "CS+Abm4he7TbdxLiVQp2f-c5kgNJHDQ5vIceU7NmIP2-KQnlB0YDFvo2aFkJ+7LvC8FJMIW4SXNiz-"
     "sf03gjp1I7bP3m2M1hsLmypuVCMl-XbyX+6efy51IsSY"},
    // C EDIP, dense, volume 1.25
    {"carbon", {4.9740, 4.9740, 4.9740}, {64, 0},
     "LaI8gBmelFQCaZB+HlzrTLF9syDIWvNsmxsGiguY0UJbDwNYPZ4R2HwaRqn3MU3Tklhfx5hU0NX-"
     "cwSYKKra53sPd8TeMl1sUpDi6rMkgaNAao1IXFkWIBOKXl+yyAHotbZBiB8xxBt8ddwV+IeX5QOUldCG8NtPAph6Y9vhEI-c"
     "rOS+gt202UeBLxbhdnl7RisSSyKojVfzElOP55tPu9Q7fKmWbCJ-"
     "y8Aor2mfmD7kkG1H40BPyYTDGIWw8R2p5nycNoVjp43dmu4p2tjVkydCHLARg9uTEr7sa4ZMTCBvL5SZJN9zNPw+fPOjn9el"
     "iz61bUQta3tiEO+NtnO372v+81hM21JeM+AQWwnQsnA4Cc-YrnJqii-QMeBCbYS-"},
    // C EDIP, dense, volume 1.25
    {"carbon", {4.9740, 4.9740, 4.9740}, {64, 0},
     "w8I02QrpYaE2To8mH15ehxSDkStgvjBtJLdYi8e2S1JySKnqTZCISv16mI8ZwZVA1+BT0sDJ1LDsqcwRNMK4S0RNGtEVRhVF"
     "7GIpLhpEJrbua9op9Mq1rMit+K0Xz3q0Z+lWKVkiRP51qBYwryokFZJZ24oP0R0o8Ij5h-ezCxBdu+SfsoZsi-"
     "033LYwUiQphudP4EX92vagFFV0J3ZOputpC9+sYtnTIrp1sBWIR+32XzY6HrMUy0gLyyTFrzz3RD1VnAw3Vz7LoYCiWJ5aOi"
     "mh7JZGXBwvfDBavh6M84ejt55kF6v075aWY3QLkqOfbR2pLDeklYtZenwAH-"
     "BIBnatziJDVqkSjpNruCzzfGJiSgkEFPGPF+rnGw8Sl8mF"},
    // C Tersoff, dense, volume 1.0
    {"carbon", {4.6175, 4.6175, 4.6175}, {64, 0},
     "svlBO+ilRXQxQI7tOfIS4oX5wstl28ZwXVm0XWTWSh+zFt2aMCb5TMfZqGy4k1Y38forL9VoGwQMa36LX1tjkLYBihMlxLu6"
     "iHjESfPxI7hBBADryK8BuGiH+ye9ZA+WygkLylLtDlfg7bkvDwWamm8gmrYLelMe5tKAG1HwypcNvotxr0Cza7CE1nZl19Lf"
     "BcDCl+fdplp4al1t9fv+2LZRzA-Hx17qcJAIzbQBZQo4DKpimR1rQBZTqXUou0JgvWH80lj64z7RKftq9BJdu4ezjXOBjJIK"
     "robh1WCmqUPKCwmJ4iFz0J3g0oWvGnAlzaGe5YIJW2MGSf2tTNZRx3cLw5flIhIT6xb6r86JMNkRzDPyhofxXlgtC0V29rs0"},
    // C Tersoff, dense, volume 1.12
    {"carbon", {4.7952, 4.7952, 4.7952}, {64, 0},
     "pN1muhmgigcPA-RQy+dsDuaf7Un54rUnPTtN6wM1h16WGJVDVf3c4IPuXgA1oUKV5QO8N1HTxamvtTFYxLIanaCpQ3rsYdet"
     "tFQsnQ1i6xA72ZlclPGTpv+IU65JNe-5lqAQEtK2Piix70GqRbn6r96mfSS3TxFVdr+iZNWRciWYurOiLQj-"
     "v72E3SjMORDBfV6gscIeZCjXOrDKCHw7r1LGyI3Dn1Atr5htGcz5d8kEcM+LxU02dmhGUNL7e2yP6Rb2ZTRVEgXot6xvyEU2"
     "-YPXHHVBiN9VP7qoFhK1Al+drRe87O752UH0sPJNwp19F3qaAf9TvhHYeXQuPl-"
     "HX2weIFQpg5omGpfZqifV5+Pg5tPgaEUJXgq5jsS93usU"},
    // C Tersoff, dense, volume 1.25
    {"carbon", {4.9740, 4.9740, 4.9740}, {64, 0},
     "Lde7K+WGQy+N5tP2n0C6efkS9CBkSRlf2ME1XaAwJmgfs9uF91vqsMgmceLN0UVWKJnNpdZYUafYeEdc6PXkQuJGt4x577u6"
     "iQM+WRl+MJtK1bh3iRNrpxZkNOMJjFJGqN6ZuEmY3B88EA2jsJecvEDJ8Q9vgKryjgbil327ahQA768n6Vdcuz3-XOe-"
     "nkEE1bLceVQ--yxwJHf1sR9YL1MwIOY-RmEltsSOnD1BOdmgWuqdMu7LOccuHlDTKciNCpw1mRTbs-NccD-"
     "uxhFF7BsDKSy+eEN+T60Hocg9TdQJAZ+wkSuZ2qitWwvLFhK8S0Zj34XK5aYv6giZnvBUyJxpv358CDso-"
     "Yhr0v2aOQaOxtQHzs7v4RMGxwdSYQiq"},
    // C Tersoff, dense, volume 1.25
    {"carbon", {4.9740, 4.9740, 4.9740}, {64, 0},
     "LgltHdLIgA+o2V9S8OAIqyj6PkUlkIPp8FhZZ9qN1kxaqNsk40aBVgLvvGLePzUIQ8oB1TgxbxnHRy7zAbsCEcNd4C7oHn7e"
     "lMOSkFMng09MrFMpD+Io2pRbX0JGzOVXv3uwciVHynXJ90a1k4czv+-"
     "hlFGomR24q1f97gwgigISD2r9C+SuggBLUNl8dnGRzSTLHCo6lxtmYajRbIOCUyaekpXhQD6crdYWHZ9yoG-MiE6X-"
     "vAUX2cCA+C25BTvNp36qoOut2J3ou0vZDpt9K8PXUk6tkOqMPMQ-3uV3w6oJY1H4gDtyl+ngboj81iBTsa-Q5L-I-"
     "0oH5rtm-xt9q1Ea++c2XZmg-7tsFw4NNc8rUVGrkkEQXALB7pyxbYS"},
    // SiC Tersoff, volume 0.98
    {"zinc-blende", {4.5876, 4.5876, 4.5876}, {32, 32},
     "JS33z1oezpLVaB4e6Vany6ZUHYLnP7tgYjjZHW8sbu7gGrxjsgqCWXG8A6DPQhhrcOV0k4MR4K1+WcXRiWuA5Mi9cQ1ER1Wt"
     "pDZVRXxKXJ+wr94+1fej5rqn4ZlsugZ8Y44Xo6F1Wm0U9-"
     "Kaicq538hgO3oeRdsL5IyA8MlijNJU99HAbLHWW16BOtGgbcwItApSuB-9S-EhbegCg7lcSX-NrTv6mbcFJOabQIIK0sGFuX"
     "r1tELVJ8yNjaHxT8FTXJ7v+G5T+ExG8BgsXmdoZzPfGbtMlY7YLMO8k-"
     "V77fiKLevNScJYsLeZcYXWOF9NrKRQBpSxpPLYTP6ZB4Nr5jtBIQjY7OLxGgAk88noJcTpan8MlyIPgFphGVTWL0rl"},
    // SiC Tersoff, volume 0.98
    {"zinc-blende", {4.5876, 4.5876, 4.5876}, {32, 32},
     "5ZRL8TrJwMUcCNiJ4xxZHc3x353t-"
     "lReo4WAmlCau0obSKNHDSnzpCwTNkghM3WPi3m2ftXSeP1QdoaaDS7Twy12i+PK8CJx-aj2F5oy5SEe8pLuqJTbDqsA0OZzV"
     "yJIGj6iO6-R-W47BOL2-MZBxLfiRtmp4Ar0SFuIuhyv7dxsEfazo7sMLqTyzlSWTqIwYEN9UZShi7-"
     "kg1QmZNJIrfFDQMLLciH85-"
     "bMo8Xo22o+hoB0XQeD9rdeikOSnSjGl7cpu1AFPflHjHahCKTPvWDCZ0TGyADCAyTAObL1+PT9fmaowc2MjkiGnyDXRNEg9j"
     "uNidQU9rINaaLrfIkeDewCkvpAIRl2OMBi0mkGW9-LmbIWFOZ6hBuP1GElIiPt"},
    // SiC Tersoff, volume 1.08
    {"zinc-blende", {4.7387, 4.7387, 4.7387}, {32, 32},
     "IVyNSkD7E3kUKJPHXPg0olZ31VpMOvkAZ7orxzCiQ5TJTfCRFo7DFf28XhV+TMomnVzNluoLRx9nWVLHX8yqsQcw6j55SFEm"
     "pckGIoJYwV5hhPqS0zmaBJ7Taj4xInQZinYZ9sVcmkgf7DpSEnp0jv95jHDTfmH+XF3RuS0j3m+OfWR4omHIOr3ElEMDGZyw"
     "eFT1I6toXiIFXbiB7zwKHpq+WlNHfv417j9vpukksZyhO8il86bA-8pS-ie1E8yOuxPzC4AmZa---"
     "MovLLz7g-QywicrUxTntF+g7Vqt2ORrZ5K7rH756k+OJZPaKLtWLJZK5a4kUTnCOsHb34R51ZfQbEcjyqB+EDU-"
     "dNqX3zHXyxhwzvQuv4xWHKuSrXbC"},
    // SiC Tersoff, volume 1.08
    {"zinc-blende", {4.7387, 4.7387, 4.7387}, {32, 32},
     "NqbpC0ws2JYonPYX7R4wZxc5vd8UISvGk+YNelt1AOd7E6KN4roMwvOTl9c4pV-"
     "g4cCr1ZkvGKJDiqhvLN1rVQ52dHCnCDS2CisdRKQ3Wex6yMddJW8qg2B0SJKY7wij-BTlVJkj-yUl4mydkM+sj415TQ-"
     "8FgMzIXFLGE+IrLUkhTvVvQJeRPQnVGUvqCMoDofTTsKLfvnRCEzI7TbPX2lbhrhiUJQs0HIe8cshEwfCPmTf5i-"
     "90QsWlnw4UmG1nYh17w1dSotds+Rzv7jZlxKiaj3HN8UvknC-"
     "iVjxko0JhiYJNiKh2j9dathoe5uTGPVX0EKADwAXg5mF5E6fw49x-nXtPh7PP-p6n5m6ZeNzrLLwYRNzpNFMr6zaExrJ"},
    // SiC Tersoff, volume 1.2
    {"zinc-blende", {4.9080, 4.9080, 4.9080}, {32, 32},
     "aWudNDUN2wdZb+CVpNjFmDz6WFu7y5CIEa1x7B9Zct1H1GIYGzuYDc5mhaleK66gp3e+ay9NTSZ+bkyHtbuhTXJBNWE-bNxZ"
     "oFT7QKSTe71H4DopY36be3E48yxOnesAeKsQO2iYowpSmhDi0GSrfQH7kQOMQ3NCr3r55415xYI2wSemTSmJDgV4ODnZCkcl"
     "ga7rAJhqOd52ZtGR74GG6-A0jZqchwuyD3GiFjLKfeL23JSRp-RKzshGJJMRqEaxECgS31wIytUEBpOmSpDNknAkHuVImLTA"
     "8sIsMNsevckNcLzj8t+qrQ66An0bTFmORLdDkViHcneR0gXCaOvXkYN58dJHzUCbjL7rm21huyh1f3-mK2FmKvNrW-FyRR5w"},
    // SiC Tersoff, volume 1.2
    {"zinc-blende", {4.9080, 4.9080, 4.9080}, {32, 32},
     "lgjP3b03y7lDuTv3VQ3BXj9E9WK2AaGZPawl8Go3ZOId4fU96axtFmmzzSq8Q0D6poamH1YeaF2vI7TNu+28IcPmZJ3viMv0"
     "fzVOfZXMWyyWnZfvO2FxfzNd-lvE2GIukj+t2GB+lrus75IuU7jxlUXzfSIFE5zhy6mFBoiq-"
     "qTtaKjvJpwSMGAu3zamttVDTbPIS72QF7YdUxOEIJWDXjlelkprgCCjFIX1aBip7gHLwOe-m2zhF-IZ1+HAmTLpSW08NTtzo"
     "jWpVYHHbt7-cNIHFBOcoqKDOURvjtQJx2FYVp2kaWtFbNBiR8WdAuaYGr4eWkvwpXBBaqWvmngvlEQm-"
     "Xjip5fHtcp1ua18+UWZo1lOKuIItsLc1Ly1H09M"},
    // ZnS SW, volume 0.98
    {"zinc-blende", {4.5870, 4.5870, 4.5870}, {32, 32},
     "51m2ZofWrZ6JkjGk+UJH8UEFuShW6HnPwUln6+77Ogqa5KF3uvY+s3q7axLc3RgsJcRT63gzZiFkKl1Lols1Xka4LtTG6-"
     "+n2ADcrgUenMEVpr8HdvErTtG4NMwvZiZfUB0S0KJPUoa6NoZXVGeClVCWVpcn8fpm6KnZo-VHG3njrlQXR1uDyuQQ4BwT4I"
     "+mjvUp9W4PzL+GCrJt+NYhjT+Hgm7SsC8o7bgcIJd1yaMz7KRsFiL6SL6CviLycUb4YcL0-"
     "qtr+Ly9cWISiIbWa2qEiW26Y1SYOPKGgzef9cXpt8e6c4sElCsmeA5B7enzJVK4pLu8FCK5fgKf5VaR5NSjOrECaetOQ02-"
     "E3CuiWQvpHMYxx8g6oSloeucJ9hE"},
    // ZnS SW, volume 0.98
    {"zinc-blende", {4.5870, 4.5870, 4.5870}, {32, 32},
     "7JGHODsYrVNDjRFU4CQCbyqLjU5cNtpduglwcvu3WcAZnosBcemc-yoZU7pt5EV+akeaL-ZnmLayF0Q6wDCeYad8bHBgwYbt"
     "Zs88iDEvdx7J-Uo-0TCYFzzeMfenPtSGSd64wnKcX1LQ48+7IYEHclVMxJmP9J117qV4EMDzatNfrkkK+x-I5MOErp-"
     "AP06Yb9R9Lh3O1fQzTnRigE1ymCPYAoasm1eImynmLMP-wF8JpOAGXy9rxby6ZqxtoPDho6zKmRg+3REli-pPVobWLnzlPTR"
     "KhVCnX89RUOq6nP7qAPTPDm+rAb4JOEnvb+gIUG35e91KCRHgQJUQhFixPCN8rdxNHL4Yl1xy-"
     "7uTy9X+LJu9G7Iupb33aAHVDdDW"},
    // ZnS SW, volume 1.08
    {"zinc-blende", {4.7380, 4.7380, 4.7380}, {32, 32},
     "PIM7SEdQytBRlteSnDCP5H9C1xuzVGH79dQFY8Dizxan4PfRmnNaabtPaaVMHiqLCcDGXND+J4Zh+4+Cqi7nVgatv9ozcH7w"
     "yTM2OS1a8rkVPkbVPkLWlXZfRH-"
     "A6rrzCJrJZFqSLs227SNVwkyFvkgnM2r2CmJvn7hPJcACbe83OwIRtOtzJn3PggrXugh4O04-v58vLuFve-NjPOhtwZUA3xc"
     "r4+PfEQEo7VzIgHlX2bmssYS7qRhneoMcwjiQdzDKsjOhS0UFky2TLVfvEZLy07BHsO3WVErojcnq9OFP1E8o12SCk89dQP0"
     "FSuF7WOaBcXwKyCRHFgcDdCUv4iYIclZdBzhRpw45cFQux6wLHXuAN96YnrlOzCr+BTXq"},
    // ZnS SW, volume 1.08
    {"zinc-blende", {4.7380, 4.7380, 4.7380}, {32, 32},
     "8COUeDUxgCCJGE9NiQl-V7Rtt8sr0WoqV8r-"
     "o05+ZYGjFO1Dw3JdCd3Jbk2LhlSx6OJoVNpu2jl9hJugv8P0ws9GOzMCzuvsJ7fi3CgrnNZXV41ZDRXXRNVPZqsiwJ4W4N9A"
     "LluULWJnMgHtTN6sULLfgkZIzc5ClSVFGKHUmn2oBv0ui5KTcbB3iAmbBQymXkX60pDKnBE2QYa5NcVQTriT3QCTxZRGs3bY"
     "3iEqUzuLKFiC7WcPY-QP4XlogcHgRv6GmSuGMckUqZfRto6q7rSzJwN6HdVq58RsswflLFqiUW900WsIbIeC+Yx0CgfIzbPq"
     "EQ19Tl1jyRcxu5YPFFhmH49Xivj3I1nT1VpTrUft+cIyRW4CiUnFn3Fs8yEv"},
    // ZnS SW, volume 1.2
    {"zinc-blende", {4.9074, 4.9074, 4.9074}, {32, 32},
     "wUal5prhvdQzpNRfLRutrYz03yTJPataahsmEyIIrolWA0gMtYLf8YEJzKQGdDObaTf4q4yGfp8Ivy077G8u8yCMQ8NGxSuP"
     "C4fsRj3QQO0fPi-PbxRnCafifPYAsdNxOxxT6uuDz6TVLvNZri7ELyDil2pKcSfQX1ENAC2sQnZDid4-"
     "B9dMRYuq9ih1ByDh2ndxcAcv0J5RL5GOSLNp43GGP1qHV4p-"
     "W+ZEWt21p+m0iEkAOeZoBS2NquNb5oXBqHMLHT9pEs4+ltbCLppKNkXHWLyNcEJZlkkD7DyEJQjHti-"
     "+dPkwVh29HbagytqgynBB-HKEJpdwxJQttX1nvrfPCpW6A5za9T-9oum3YUmRG-Tykpri2bD-y7cyQ-Dn"},
    // ZnS SW, volume 1.2
    {"zinc-blende", {4.9074, 4.9074, 4.9074}, {32, 32},
     "1i2x5V3OuWoy4gJ9nZETbmk1tvZTIUpeHcmjzospJ8eLdznuvyYx20V9AteKu0KN2ThPBa68W0LGHhA4dzzpnAmP+xJzysKY"
     "Tks-WAgE-XtMeQSBw5Rn6oDjDx5pUD+MWYXaJ29CtzhhuhPsV6QtgnLEeHPko8+3e6Y7x61odDfDAD65l7STy+kofZAjOmTs"
     "WdzRlwOTOm5Nf6S26y7eRk4aiKDsJq+uHaaI6CDFzYR8Xrqa2YZikbWp2dQX8brUCbqY3j10clGsnF7VYEKuKTeS8uG+GRLt"
     "6EzVZOSz8a1wRJTbSHZeiiOIFwCqgXWJlQ-V0NmjyHrdTgtIlNq5l3sh2QRrpaitVkwR48o1eKWwc8sAlPAsq7PqSLIvmMaH"},
    // HgTe SW, volume 0.98
    {"zinc-blende", {4.5882, 4.5882, 4.5882}, {32, 32},
     "jON4UUKpVFX5kE4JX4pFgvaHagZqSjjS-Tla1y11dyez55IvGZq31-"
     "1nXVobBc2l0Etsc5MlE2ksSuQJzQL08IDvTbnvWIpcFekDlhJ6xebNSpfXgmNNSMlW02DXE6QHBfuOuy0UOUsa8h0nyfnPBs"
     "4Fi-wNj2jlE-M3M23M0XjNhtBMJ0phagWuAgd6pq1qYDpzZS4hXrOCeEBq-CvKt6csSUzn2X7QfN6r9XNE7dE09qfcu4SbaX"
     "DWYcuft2hU+1QUlhNGMnKnN787QscDQ5c60mx+LtzOO4zooWaJW+qW1r7UsbXs8JjjXsJgBeolVI8LwODRUahkl-"
     "o7Fc7JEW1L+W7vntFdFOpeGCmYpkyFwqTj6-V67pyGN4jMrvQK"},
    // HgTe SW, volume 0.98
    {"zinc-blende", {4.5882, 4.5882, 4.5882}, {32, 32},
     "gtQt7vrhEUGN7eEVOWFfIacRlnuKEg5BYHe1T+pT119tKWqs3EjgpZOUcat7HAfQB4zMKSiQZf5Xaxcj5qAfMSPI380QoZMT"
     "QXvqX7x0U-L7b3lcNHyz2MMYrHxZlkOuLhqFlUOitoj-eQwLGi35mk-Z45fv6JDm34XKDv+t8cvw6CEW0LN5euRIeoS-"
     "NMT9urrhxvgjnXkuC8yZaWy6VbsrSksyow0mjF8fYr-rNWjQF3YJsFVqZkBUZg+4jg4XrPNpwRBlwXISQnKCWfhyaIWXz2Mu"
     "BjFvF2pbwJVsafWe07npdXJF5O0cbjIPICyC-"
     "X8++rBwsbpTjWS4Tt6An+oAEQ1OBKNiESnzzEU7fdyJ1cWueaC6+4Ry5xn5d9Dd"},
    // HgTe SW, volume 1.08
    {"zinc-blende", {4.7393, 4.7393, 4.7393}, {32, 32},
     "ocjPsx36mzu0ipo9BV-Z2tcGucSB-dBlVXxB4dS3emuJMzTADovYlpwYqkShJcVfAjzBy18xYQXeybmCZGVHaC78RQtE+JvX"
     "M6NlOKJdp38MKl0SNh2r9iLGCMifdmjJ7rDgRXnnfcVxGGxMIKkOvukHykNZaaLDYWH694jCoiTADY-nVEB-qJ8lkNXq+uEh"
     "Xgd39izRH2g7cbjSYm4sOpMLKSB7FqpQXtlMSEHRk7tboe3B5G907Z60whL0BFCiV3GdOWbEjA7yxfBJMT5r0dqfhmEXy+2W"
     "I2f8M-m+uNgPiuOjw4aN0rfJMOb-nlbpjbpL0IZxroS+5C2mrlDn5mQdxerlUBotKp4H4ntFWdWVRIA4IdrcfsJBJPVWNc7N"},
    // HgTe SW, volume 1.08
    {"zinc-blende", {4.7393, 4.7393, 4.7393}, {32, 32},
     "kYiJBvZWRxXr8guBcFqzJvCK3HbdcxSYUH62lsHgrXChP6ajv+Yq7eVClVfx-tTVJn7s8+I8qM5KMrbX3pnkh7YM+gU0YnpN"
     "pCOAU6XVopwHhjkMVCdEFJDqEHlaO5i+yTCG+7R9nYst3ejWez+ZSDjcjWtLJ1VsKrFWev6BEC-"
     "AoCL64X7pHVjkuXGSDVoMm2aKOLXmnW8YIRSmqMttpqW02p4Db-TOp9R2uuE-"
     "0VXObRKR1cfQRBuCjA03ZiNbxdXfEWQlvYj4kPzIvR6EydEyQy9J230NHqBcVxi+EnfiM0ZbYd1cyILZGmzIQWF0jDgzeycL"
     "gW8XVl+a01vOqkS3AeuvE1s0AQ5DIZ7-Xh1q5j3EDYq3hKx3fapc1TzI"},
    // HgTe SW, volume 1.2
    {"zinc-blende", {4.9087, 4.9087, 4.9087}, {32, 32},
     "UlgWRRTFTaheugCL1su7+FW+LjpE2ifF3vJZ7B2-zXt9RSF7bzzm-"
     "EzST3zIX1KQN+FuGFWtKef6AV3N46LRfMHxwYk8SmRWQ3VWvTUm9ixZoNoc+lrGDJIwrthQjl-TTGgpihE2bFoj3pm3fBr-"
     "jCGrh1Np7ZKDAKiCb3vGGMQdL34jeS5+6+C7kBDi3VYUTl92HMC-kdni-MoxcVf3cSg-nTkNFz8Zq2+EMIvqTzyY7sskMcPG"
     "BwZEHwkWRa+a2Zblu3PFL8badMBvRtmzxEG9cClza76Eb5patu9Qc7Tj0LcfHx6bwASPyDibu-"
     "ZeX8JoQ5xXjLLz9un61KHoQ9p0zbLVfu0ya-p5PwrP6J+4j8Ykgd8MEcAPDpSO8vY2"},
    // HgTe SW, volume 1.2
    {"zinc-blende", {4.9087, 4.9087, 4.9087}, {32, 32},
     "DOML9qxZYUFH-faVTdk1zr3QKGOBPf9yHJyKTWmzCztkDMCGpeSpu8D9gRbGlPhH+PlGxpGweHcCgo8nF-"
     "gKKjW5zMd5DJ3cX2Vk5AV6m+pyPjztTp5uz3diMk8wLHru--f80DqPyrP45n4PTf5lt9Z287ab9nvxNS-yIDQpzmAJujY5Pl"
     "NyM0VojWEs3QwAzQfQ4Q7tniDi7zfBw9WGWVsFYfj81ANHHqy8vEmIJi26acjT9dOOX0ROJiacK28qkBSMLA9yJ2vfeB4K4V"
     "RisaJd08B-bWNXZ5t7LwrXcKmWFFqY12ndU2O1uKPuZNewJPrISJd-"
     "OvAhP+pjst+dRyxcCAh4iEGzGi1Go3ZCjJ8kinqeqOs3QifrdDdey+qI"},
    // BN Tersoff, volume 1.1
    {"zinc-blende", {4.7689, 4.7689, 4.7689}, {32, 32},
     "VjKAnPiARp6--k78USOZcwzuBFXmCv9MALqlz4oPZ0b1d4-"
     "mCuwX7wTBcEbbuorduWcgpW9Vdvq5Sy6tyFVjx66UA8Omlb7lr8Ojh0eJ3Y+l0HOZ9qsvL8TzclKNSt5jZzrqBBcAVQH4sfo"
     "FqI6DlJxYpZIzHr7hMR4FrozFST6qEgn+9kHerZXJW9KN2XzGe8vne2nxqNkIJdvPNSo5jUBS8DgRiQDP0Aflu0Zmo6Y9ReH"
     "AJWQLWCM9SHGQCYR2sJ7rLaabdp7bANWRw+L2w2EA1MbdiCqTE4DD0lJkk5O0RFn4jNPt9Khi1kvFA+fG81oWSY8hW23ees1"
     "EfweuZK0PeSO7XVS5hFqbSrGs+97vsgMoN7+0lAuH-klcKzxY"},
    // BN Tersoff, volume 1.1
    {"zinc-blende", {4.7689, 4.7689, 4.7689}, {32, 32},
     "s0gkVsCUjzwQ4jrenxMlcIhbtMJpzJbnlBuCU5NJSwc7ThDDn599Gyl9qWANWyjfOnS1ZX780O2Ypz6k0zePCsmZUB-cxyJ+"
     "6kxs+zuUJogNirw4bKDaM4ptw8bB6LGq8bwIblRVj2PqB6gbVkN+1TRn4GCONUt76KO9+MqEBJHt4Xq2RcHuZy3HorU6wLdW"
     "9FYgvSoLWNTn5PeLAz6Ad-N7hzMSw1zFNp8YxHE1pNSnBN1-"
     "HvScAc7QvrUFR1RTqO7IU3UevXDFVgy9YstzYjqQFVs2olLJdCFXZbhLgB1Bb0X6PwK9JEO1kUw+snsvxK2S2wJgOTgIbYmV"
     "ybi1guk14+SKPhprvYLG6pKl9K3-AuBTFGffQ2mqXMnJ8X6Z"},
    // BN Tersoff, volume 1.3
    {"zinc-blende", {5.0420, 5.0420, 5.0420}, {32, 32},
     "DRYIZWmB1jISncD1EoLDFVUHNzjgS7Eo0qmzR2f5m9SQNTdspRie+dirDE2jjhYTGmyVjaXCwTO2T7uSzXlOIEOGAy8g2f7O"
     "KWsf-LhvRIgnXWwLjf695mQvt9R3wVVvHBoawBE-zeQ-yzDQBASsM6cLL9zAIlScvG07k6sEPDU8Pz53h10t2EJzkB+7Zh8V"
     "+6+Z5Gw1cmhga3cxh2f-"
     "2M3p0AVTLS4DwkpJqFtFcxLPqtlkwprDBDJo72fcbSWw+GEY4OI26gFT53YySsJkXxIBHBWPozUooPJOOodYmFvExz5iKRw1"
     "RXfWOmTM4FD4kN9egekeipSv0Dy0UZ92PAcz1ITQHpPzkRnxYU4zPHAU-216AAZVsp9lnz9-jGT-"},
    // BN Tersoff, volume 1.3
    {"zinc-blende", {5.0420, 5.0420, 5.0420}, {32, 32},
     "36nbKpsWF4RMPZRHMTgTzLfJErusS57Cc-0EHf3XwSm1CMv+7W-"
     "gZSHIawnIj9ZPkQtQ1Ku2e4JNDMJy74Fpn80BA0jZchEuncjtWTT+IOgMxmLhk65Z9BtSGvInugaS1D4F92wp5B4UHABC2zW"
     "QNxIpsYzfbcr1pw1m+oLjweyMVsU3lcfY2WgTflNmow9KK6kRWqrp04hjjmiOrmwLDKcHWdCeTlBeHFZzMXxYITwaza3wFI1"
     "6jsvIXthYz2Ifu7A37OB1AsjJphXtTwEEUhuGz29hd6X4czDZ4XxRa8-dA-Slw19pk59gtefON1awpBX5npX-3rh1EbN-"
     "zEJmJSMdEfNFZSRVk-nzz2LCUoc26qIgIQiuu4liwcDeTEJS"},
    // BN Tersoff, volume 1.5
    {"zinc-blende", {5.2884, 5.2884, 5.2884}, {32, 32},
     "rUor8jfuBS7wmfJVox+T7U5w+pPh5CYUZj54V3zO9WLFinLKSiRqqpRtpIubwyBEZbfV0ytpYZP+bYIGKiwBYyeBX2DN9WGQ"
     "tTwcfwqsfwTKG-KyKT-V36wqQmZge6k519REIO8IR8BwYLXudcT4HnY9s2hit+YKeIUP6-"
     "hL89nJoFQSVGTE7aV5jJbZusSmO1+7jsdmH+OezjGQxSoPpwWJ88K6rYRiZuFBB0mKDOxvOcbE-"
     "rirODD9v1eX7xTm4shZZjOnIh9k-iGgeShm-ZuF8rOMDSc1WawE+kOoq5TxalRswQ2-9tF1ZbtEFuM84BA3-uJ9K-"
     "kWFuYixYmBjh9xx4Rb+7-TUAjSBdHF8UNNR2r50Uqqhma4f4e09Kmb"},
    // BN Tersoff, volume 1.5
    {"zinc-blende", {5.2884, 5.2884, 5.2884}, {32, 32},
     "576s9siuLwOFjNtZ8WwBKjLtKEPSBnT-VjE6Y8KC+HT4FZU7CGG-"
     "N99ZuTip+DwJwaQj+TL5Uaif6XQLnBhWuweNFZCEfeyyZiKMFrkcfPv5SBPnQ5+Y1fQ4k2D8DPYG6fk-dkVPL7q2KfqC64Ys"
     "S1AMqY9mjA82TVVDVquXWTXdZgJZBc+2jdreXC6cD2m0L-qbRaxaCilNXNv7Xt2tBdKIHY2Dkga3Anab0VmWDbn-"
     "nmkn+cVEKIcXVtjPHXW8tMqB0VBCUgiwHqrAwqq2fkpAKiLy1z3AI+mX4iETR4S7OYePba-"
     "sW406NAJu463uMd1Hzz1952pe-1TVEvK+pck3dyIwfiGaqf5enistqDUGv1dwkM0dR-+Km1Jv4YD7"},
    // KCl Tosi-Fumi, volume 1.12
    {"rock-salt", {4.1527, 4.1527, 4.1527}, {32, 32},
     "wzSGOMXogw4KXc59t0oq6kddHYKeKDajotrAsFKNwc8-XQeUyIpkMb-9hX1JfwrXIT7e-"
     "rnPV+BgYYPrOkxAMbdPNQFjpKvbFNpjC0jbBBLL6K3XQuRe1nBylQXyX8UwXsedwchHkwsJ+d007jRi-"
     "z6A3V6B90HPkDSMvrTHZrLUBgi+sJcPjIXAv7CfrUYxvyDgSqarOJXMVEatuOgV4i7bjk-coPxHsTAyk3g7Kkw8RgfcniQC6"
     "4QPTO9rMQ09-rg715Rv8nk-O8-"
     "b9ertLFQ5hpijfdhQ2WH9DixOtedLBwfB1kULDNLIRhxCincvG3sfj+kn+wBsTRS4Gs0fMdEiGC-"
     "ixuXqv6Sxo3E38Ek9kQTFj6XXIo8QcN29v-xo"},
    // KCl Tosi-Fumi, volume 1.12
    {"rock-salt", {4.1527, 4.1527, 4.1527}, {32, 32},
     "kbmyHSM8ZOOFWyDUDNfU6sRO4RcUE6io-y3kZZLumh8eIOdO+4axZWyTR6wQzIAj2QDbmFdrM44waKdlRi6056ur-RKhCNw0"
     "CST-2Z3TySLvKuywC4wCCmN1pjKViJdlX3W8-"
     "g2ei7en2Ip5D0EvKLOtsbs4pUtVfBWNsmSOqYUuIyamhxmbsSjvzZIsVmjD-PlTRrROY-tKKlSIDGcsFe-"
     "xiGl3VPpfc68fE7my9djtVwrGm0CjEEb2UdJOx0vIrp7j7iB4IYuuQwCf1YnCLwHqiXh7sVub2wbu-"
     "Ar-0vVq0sMrBstXPVW67D8GT-dpB2f6t3vfAIALUySaVh+p1Q6JIGt7rEAAqFQ1A0Np7Tcgm5Sifrb0TyvygibvzJI7"},
    // KCl Tosi-Fumi, volume 1.25
    {"rock-salt", {4.3075, 4.3075, 4.3075}, {32, 32},
     "byqw0g1bPZ4QDy2BVUXR7x-G+AIbU+3rb5KcSr+gm9lCw9PXfRQDRVKNrw9l9Nhlg2NoIEGDPUjqT2UW3hTKf7Gin8+MlC-"
     "MF0oZvj0AsDHik8AIBEiAT4-lIJSHrTmUboEBjTzAn5PEY-7Aq5dmcK4oFNF-"
     "xAThrJDb3kxCZocNjSxd2i+9KgPnWb+wxrbtmKiT-ebcq9mkrPM2gPKuc6jXjWUdmFzvca8zsOzPEL9DTuYatZVdQCVKdbGZ"
     "vCmDSs2N3pT3ugIOBHCZmDL1b5L2Ae8Dve5FryJ9z2-ifpprYm-"
     "1HdEgbi0rH38AK7CNQWJDim16zBTA9ZnuVnIoVeDaHi2Gfg1UbQcAe3VeY0Obvu1zzUpAKluVcPO+zM+f"},
    // KCl Tosi-Fumi, volume 1.25
    {"rock-salt", {4.3075, 4.3075, 4.3075}, {32, 32},
     "lYeLMjATO5SX1fiDODZ6vAhXtVyTyMiAfefMFi+ivi0ytRiYdxNplSZ+TA6WJAnCYMadm3+aPVUfbuUMuNG6VWLNPtAfmR6+"
     "IpR3-aPuebHpk5CK2Ftqd44j16JF1AJP989rBaFgl6SLAVvZwL9-"
     "fM2t1CBhpuvhJqsFHAK8IGcyrKzuXtjRiK2MVeI07JWKfkzn0oRH-SpG8Tf4io2cs-"
     "y1cRD0cNxCX5HsX+7kHzMGIobV9oC2GxGFqIJnijadrdtv6ARsnVO96eIIZvT3EvEDybxip5ClfKfq97o0xHlZHSy76zrNDz"
     "t1QTx8WL2DMEebVHMTvavdmwZvdMVwVJ4KWYyz7L2bkxhcomTSO9QnEPqS3sBUSziniTOCfX1n"},
    // KCl Tosi-Fumi, volume 1.38
    {"rock-salt", {4.4519, 4.4519, 4.4519}, {32, 32},
     "-qDryOaVxCmcWFU97dW0B2bPbiuUPIrW+got2sQBf2y75YSjDJASeIqrPN5ji2KejRd0ry6avnT6T2QxIUHG7uGnISIU0DIY"
     "xDsGYngqebeor7hU2Qjs9rLu8ycYOYTkUtX2KuGXtX0pePn8A9vKujG3snYjNwZss5d49h-"
     "YI+mtAJzkppGq6iVS+glleyMn60wiOXkc5nXVIHPU-7ILQBPjKZ3ppp3n+LjKEUbokHxfX-xulLqoenvVInMuZg8NpVc2H1A"
     "rh9bu7U6KI4pNSPxYagyxbhI5puDgznqsTafb4SKV6E-"
     "Wg0YR5pl6zLKflGLsVD5zLkb5KbTUMf6d73bOg4Sy3NyW536hD4TSiYxezzSzmu0sX+UsjbmtqPFh"},
    // KCl Tosi-Fumi, volume 1.38
    {"rock-salt", {4.4519, 4.4519, 4.4519}, {32, 32},
     "rp2QdT0NY51AuKijttqiRmi3dGFmWGvkmtVBOFU8USuk8BJE3HDz1gnWLH63BLSMp1MwpjNDfyhQeMI7EcM53wIpZa5pu-AS"
     "bK9fFwUuUooKNV+b5nlEUkPg6SezczCb1cklcRgD2e6j0PPEeT2twfKBj0ozU9-mcXv1z0-SNzJc2s-"
     "xaFGUIIZY6xhGsiJ8G5+8IgGYX-fWX28f209dEdkxTpndAqdLdsqW7ik4s0rGWSBL7sho85qiFTbXKO84a6ksh1RqdQSPbx9"
     "91e1Dhmzok27XowSQxuqahqlEHDJs5XDHFOu-wYL3MZwdmKTCl-XIRhLWJ--x67W+BBQk-KZQ-"
     "pO+TaVr0XrqA914nCoR2NCORnOZyzUkpjyPVvXk"},
    // NaCl EIM, volume 1.12
    {"rock-salt", {4.1540, 4.1540, 4.1540}, {32, 32},
     "5jXeglml2m3nRFUIk0vmdG8OKC8UXmPyEI9qan3ZYydK4xp4QMt2u9GrUs1qddN-"
     "3jbBlXGs7u6pnssHyIdX5im06TlP0CKOigfFcQ0l5iNv2SFYcKlslcvqUoKyPCP6z9DfUqkca+NGFnu-k+Jnd-DqupVVHic2"
     "NR8LHOE7xvfgTaUkdT0r4U1V6VAipbkouMsp6UBUwNzClTp3RBEqNUPVBueBvPcMvZhAuxkOmICEKllxnGBCTxQEsqQ8KGii"
     "BnF7irafUeS6E1S-QmwXteUVcnXJ6nK6YHhhotF55SJkCICN1QJg-"
     "djlUlFug4hTdx4grvPq+H5hXIBmZoYXTn3x0PapphTDIB0Vp0Jjua3TqmwsB7C9aEB80uc1wU59"},
    // NaCl EIM, volume 1.12
    {"rock-salt", {4.1540, 4.1540, 4.1540}, {32, 32},
     "sVR6udls9jy5JvWGfJfVFVP7yWlSr9XW+XK7GazNCjXbEB3v-XSzE8OS+ku6a-YgoOcnYmSg8yOKsJqOythyeQpOwO5I55-"
     "36FulPV20MRX6sXfuTxktF7gQ7r3KiiUMgLBQXYoFZeIhNn8xU8DGq9+wqr5wFLAjPzL9gYynpMwiNshqVH6ewyCaHLDGdXO"
     "HzuDdpIKrqfN1l-l4kTE-eyAZPXm1mhJNBAy22ksSg1pSTMdLqxQRMHIi18ZvUgto4uPtauSzQnA7HRcf0nrIZ7LJbUix3PW"
     "vukxVwC9pMYJW4pbWwwueJn58ENHngAlifZ-"
     "GPUTkvX5PZLa+WERcDg+m7EV0xklOIgDSuQwieyLftl2E0-DFii4pDGeGkKN-"},
    // NaCl EIM, volume 1.25
    {"rock-salt", {4.3089, 4.3089, 4.3089}, {32, 32},
     "QMif0LRMJ3Gh6OJqqosxrsZYvihCvu7DZE7Ao6eyBlq+Q7U0eQhHTWiVP55wLKCRv1CLoZNdU3QPc+-"
     "FHO4LWkwB9cpvQzqdKr+obiok4nGIMogrHkfMk2lYb-"
     "31mAC4IBa6wU4off5jvUpe4Tv55k61WjQQXu6HP6C9GOJuFWgSh+JQ3+AGk8z1zpTOQpzDcLIMVsHPHh5cO-"
     "Wv8vV4aGo1JprfAp3ZkCacpE28UaoqB-o+M7wgpVztM-KX5uzqZpeYsKZu-jMMcKHRSeQoPohsTc5K38Eq6P6wwBjzaG-"
     "MHlLymIDkguwxtSqo5UpIDC69Jf60Oyb18aBzgGVnIvY4EKvCYXtLxAmdcwd-z0f2Kqt0rXo111UwvQfloyG0"},
    // NaCl EIM, volume 1.25
    {"rock-salt", {4.3089, 4.3089, 4.3089}, {32, 32},
     "eJlVoSPJeXh50QiynV4zpPLGPYRJLwXmSehjq060g3gqY01gcPwEzG-+Uu3wBO-kd+9YYaOJucTSMXB4CA9ogaJWBPVe-"
     "FHsd3GlSN1J9KOFfxjbLLql-TMLE4E7XAQRtkZ+I3nCtACvv76Sxaq+24GzW7y6ZI88pCFCJtl8PJJ247tJ7o0ZOJfd8itwT"
     "hqSiULPkSpLh0vBf0AW1CCHhf2oIihxLsf+VTPpW3DXH7muyqrJUXu-"
     "nWXjVgBIxytNULTVc+uBOG6weYLkR8ZCGnQkBm6sVrmsvDdpEciXu+AAwtZ-"
     "YB5FM5Me18-YBTDr29Mofb0EUHIn7U-GaWjwYzRDM4suQksu5w4WwitP1jAVc8D4lacKqxM406qCEPPL"},
    // NaCl EIM, volume 1.38
    {"rock-salt", {4.4533, 4.4533, 4.4533}, {32, 32},
     "p7B4tQ6J99w6WJnjQEKKehiNhVyeSnwgsNIZg1WJuyzw0BVhAOhPUpgjx8rOJq1I-"
     "SV6UdR4KpAjlTRDAlIwWTC3yTGAYvCpPN0sdDo7otcXRinupltiPGE6JbwBOWQ7pkC2jHfDDP1xZcjXHhNVsWsqaST7dASYc"
     "L2A5xB+CRLDTifl2Y8SjMIaNX+7g5-qUF-bszuhCx5czeLMqseqGzoHd+pp3kX2fmdibGuzf0RJW4+AozSneww-"
     "4DikDUUncliakaP2qb5IMIPhe7Io7KObBHbWEi72IXDh+YoQa+21B9ezt48h4YPd39g2Hpm+fspmJ0pcZa-"
     "nut5HfYU6IZOfHCcfM-MSJoDb+NAx-CoFa4xaOLPxWqzjJcCy1RlC"},
    // NaCl EIM, volume 1.38
    {"rock-salt", {4.4533, 4.4533, 4.4533}, {32, 32},
     "jMIuMfQHJdN8zZbjCTAA1Wi8kw+DQcZB6eFNtpDk7NvsoEgN8eJJ0LjCcWKNZcXK2LVAqjXkre2RkQkl-61C84KUIqTwCP-C"
     "aUnW4vKcehMoAxkrevMrvwsvc6udq0ncPV3pq0g1y9wxW0SX1Xvfzf-"
     "1rMI5D4cy3refY4juD+2XSdHmNjpotzJvp5Y19WiDSTNKgS+XmD6FHhRZ0ginvmdnHDA4vhsNRDH+Og08fFYLtJKz99YykX8"
     "sXcGEgOFz9FVQVzG1kZdV7sppdJkiEtGiTxrmtosi+1QD-"
     "SY4hHsoBEtJpzY8+H1hxC7-wZ+i0PbFvMk1SshHNlrxsSM3Z-BDojQabHBxU5267nDpcIeeV1mswuDvLQ7qGgLXpY70"},
    // CaO Buckingham, volume 1.08
    {"rock-salt", {4.1039, 4.1039, 4.1039}, {32, 32},
     "aG0ULq7VvGPkuXSMraHyaLsm5uyNoQtIWdBlrB5ycaH5WZY+73GPgicjZphl8USyB1n-"
     "3Iy9+hhStgjsr1pT0xgfa+wSqg6Ha5n55AgjbTRDoHqnPWFvqb2bc4TEyALKnmhNDBBGQJSTPoBg90CbyUOLivJczH82EdTN"
     "MoUUOI7Z6GVgARopiPEXHlqgMQYJ0u3iVe-gSYgwGcJXZW1oXV1TKYRVKpyINkLp3ajjHanngfa7C5lwrNWRmzo2h92Jk1V3"
     "dxXRPNff3CTR93HpwPqljgFGO62VSgv4B-AM2jGKntbqyQIt6YsJlRtg0WjDPOiRnk1dK1hQCjVv2kxa+VYWHGzt-"
     "qAxq7PPT9lfDckLWPsXDg3chCj4DmgBPQK6"},
    // CaO Buckingham, volume 1.08
    {"rock-salt", {4.1039, 4.1039, 4.1039}, {32, 32},
     "xBKovvEeVEOpopBkl-0T2PEPoJwECW103hboqQaWilZ+GWXKbXM7s1Be-80m0iMsFBSdlz-QFFELuslNfQ3hxftYvVYf560X"
     "Qqv9R79po5I9ryNnWGcIvcltj6GGByJ3+Lh6Yecha5k4zdVD4Pdh26MRTE09-"
     "zoBfZL5D6EmGtg4j6ZHXlGpveiCN9BJM7eXhmlBHH6wATluOiw-yxiFs-zo6KFfPJF--"
     "yEV1-bqHVqL9+Wou1dzuPM2NznO7tQ52VDSwHWrM+gqSytPyFjOtHM+kXTtl8jpQwOMNWPTFp3QjRFW-"
     "TWH0vXL-z7R3G+jp175Ixft45xBuvLyprl9ZRfuSOd76YY9beaB7sn9nIPvJMgP5eGRc0X63m8uqapH"},
    // CaO Buckingham, volume 1.2
    {"rock-salt", {4.2506, 4.2506, 4.2506}, {32, 32},
     "9E2wdwEjqMTLRFy76QvzoZvJ8npkpYHOKHJL0YFVFXGgL1uOrKNNn0N+atCR-ny0F6R279WGjj4GqDmmIbTkpV-CYBjsm71M"
     "V2EVk49fY-e9l9WsMMbFDnBA4jeQK0TkfZvWgjvFHwX+n9g0U0TxZFs7hLe42BW0-"
     "J5RAmwzk+Ru2BMX0CxE61GDa1nJ3M62i6ngRhnCueiYfcTDZfYI7RxCtsBAhB2uqzUyvuRfTWmDf9v61bczpFHk7wqtVzPkF"
     "S5fOvokoIHzDhJa+VdPK8LVdpGDWWT8+C+dtoJ7hhiWef9Fd1WijB57wFLD0D7y7KRDL3qZwtseaW9nU85jKlZUSirUrBtc4"
     "pc7+g50BbAa8uAyST7yr91xIWIGmOHt"},
    // CaO Buckingham, volume 1.2
    {"rock-salt", {4.2506, 4.2506, 4.2506}, {32, 32},
     "td+i6-NTSqX3RT1R4Cj51ImPB9viHBbfiMZ9sIUGUa88EdTw0lZ1Gof7aiEmpgFeFjxMFvj8L5W-"
     "1yhGCc0QPnlZpncWzVJi6uVulow5oBNR34zApVupUb+gORj4IEBxgYYduojricIzDApv6bl0198SFv56jxm4+YNn0RYcecU9"
     "niq+1bUUPQHAFYdhEoXvKhFe17mECWnuNQTxm+g2olLmSVFaTS9fmamQe5W6Y2OEmd1Xiehzo53ox50R5qzyS7AQG2HGtiyD"
     "gmvTUXmt7JBbkKPw2Hko71jnGne98rDCAMRpZCsdFkUHdK-yXgPZkGYyOKy1HMfd0zzq6gU33Kx8jM--"
     "w+Fx3JqDUSITryyyIOj6YB2lRQWqF-zbdQUh"},
    // CaO Buckingham, volume 1.32
    {"rock-salt", {4.3878, 4.3878, 4.3878}, {32, 32},
     "lOWP5OQo9mZ+XpLGGRxM6cg5kSm1DuIzV6Ch7WwbcAoFJUr7APpe7Gcd4O+gRh24LpEej9RW3XRMvZITA8r2RIoicJr1I8LS"
     "9aGDQUWSIp+2eR5Qg+2FGu7hTck2IuS5qO+p1n-"
     "5yzlDqVV+DjivpGFbUYcq+FYdXd17bMCnvt+aIrgIOqaCrRm2wjH6638srAMqda4QW6jDZY+RZMrofV4u7aXI49x0myQg61+"
     "IC5ers1+XAlTzPzGA2PZYSwXJBNzmE2RzBDkId3ZTFnRbwN9eEHPk4tz0dfBL8kneSnxRfWnuNpMXE6Fpno7gpXZWGpmdwEw"
     "ffaPpkKqCNwuODPBqwpupE5gzFVGzGpeKotTLI22sEixw-Cqf3yTeejSc"},
    // CaO Buckingham, volume 1.32
    {"rock-salt", {4.3878, 4.3878, 4.3878}, {32, 32},
     "LnKaZ6LPwQ-"
     "f4bQyRWukO4n5ZOApI6WmBx2cxMi4I5MQwJNKAw2+cHDXOA7dZ35VXZqjEg9mdhoLUcEJ9MG8IwG1qXY2rhkQDKkPYCtHeDf"
     "rq8IjWI2196wjn33hsgKJc-"
     "s5tP4DbOs2VD3gVkTq5d0wmVySJrbFIz0K0cKzdBR+kfl5iAu5cosZAAjsXEOKcMJQAl84vxSSaFySvmI2OyhoJdZ65aF4n6"
     "sbRJo8Y9QT2zCty7AvmswCajshGWOrMvD558otN57GTgnwizOYseTKcQgTe45MevflkMzoJz1Z0-"
     "BMTVwHkC71w1rOpLZ2QBV3kD7831szQTJUmEF6iSgDzBct4Oe4S1L6FC31552KBPip7CPcRumuHlTSRNu9"},
    // CaF2 Catlow, volume 1.1
    {"fluorite", {4.7690, 4.7690, 4.7690}, {32, 64},
     "PrhiYXBAyz22BB6ULThq-"
     "pvGDxxfeprWYiBDkKhnxt5Gn4N-46dC49wAROp2FRZbIf8hZDi9-0paqM4PBCoSOiKOWHl7jChxPMC4v5TW-mAgWy-"
     "9ZvjIHogZdrWyUAUPi5AD-5NiTFO2VjwQjHI+0fte51Y74UIH4qwO+A8thmupNHPeLjBikpFNJ4Rlqsrbo-x6-"
     "tdXdxoXa9LjZc0MWzJV1BvRe2Qkh0+MCFFeVJLBjUKWLxvEAUyCRO46WsvhQWCdWQ6qyPehhA6E-"
     "FDxvmsAOH9WkpCbi4teYQcOshAh5CWgr7hdfBNpIhBY5GxMdm+soHRFOYjTNqCNUoQlO937pE1Qc79EDaGQmAasLue7nBMnW"
     "YXTnZ8A1V+fFcG+Q5YNBvNbzpyn83ZMVpPf9DKhC4puqaGH7llR0YMJftCgIkvqoZ6HihSZrhfsNdNVk3v6HPt1UuNq102S+"
     "Gsru6l8CgXt5t-AfeIMqTgreQ8xR280a4c-"
     "fdbIie8VWJDzzDTvEtMjGY1m5gTZb+rcxRo3sZp0p71mJBnUTuhcmDVGxkX82Xmh3i6-1qrjHLWm"},
    // CaF2 Catlow, volume 1.1
    {"fluorite", {4.7690, 4.7690, 4.7690}, {32, 64},
     "EjYFZZu50nF+AeACMdt56OubJFwvacpLdjDVaQFku20aoRPcGOSvs-tfTJrIGuZ2C01omVoomoozrvH64BvzPLFYdQvAXtV4"
     "aZ+8jJKwnyuPcepPT6l9IRbadVwk6LJjsAEs66Exf+YxZ9hFQTGQ9Ptl0qZr3XK-"
     "5MnIIUEvYd6wNvZpbi0LYeXEMG0Rtr2rmL9aSG5A2q-9DZo-hswyNBf5bizkXE+irre31nMtv2KeccmDmtIbpoUKp8kzjPfM"
     "SBMxzYmHBmHsDTCmfsOP3da6ZoVzPd0utkfDpeQhffDbPnR2aYcih6qdHdHV-PuGu+Qr93m-AGLxe6-"
     "AvYD51qjH+zIitplv15AzyhRFAhUA4fCS5ukmgXUBCdMprpRHglkj8oO0sk3KkvoueYaAHbLgbQFUdaMY7JIkyCe7M8m4VO+"
     "q53+kCE69bvpXABsDvXpSP9OgSm5R0vw5TB9sEIMqi81w7QU6StAPmsd3ygtvUZQrpjnW42hvywFCIiVxeFW0W1viFthWURb"
     "PveuvrYnY0j1qyq99lPDmGPUmwMrYE8eOCH83O8ScHZMu68YD"},
    // CaF2 Catlow, volume 1.2
    {"fluorite", {4.9093, 4.9093, 4.9093}, {32, 64},
     "7XDurss2jhfB548VXyXcmdiB5COuC4p+GyhuAXS8hQJrf3+gHH+n2Gcp2iEuyg7t5Br-"
     "hNFFcGXSv5xrWrwKauZPXBWlVVC3cM5Lt7CUy1NAVUoyHZuYy-MZRuKmfU+9U4S0-Tp043PCJI-5eB45VdMN0yfYuF-PmUgt"
     "mF0boWInMQEKdyQSMWFVHaAZnsm+WEBu56JwQwmj+z+K+WgzQwIAWPHIu0mF9Rs9yUdX5UwUO94Z9odhcbLmhmoLp-"
     "k8vMYwnIW88qYoIlBgnc3aZviPtDBrTF3ugcZK3Yxj7YGw2nPooRGb4NUESdfO6NxYPmIiAJEehLAeSOVWg1jqFtWsyHhYpS"
     "arSZSj+qQooG6jP9rqv4aik7vYs8iqcWfT5qyv9LqarSAbKD1sDsCb-"
     "7mj+vGtVbaFJvUKO1VBYdzhcWciamSqjHiSx9Mi1qzySlXECVJbPcMcABH+pSKXPOqU-75cdetH42Dw1T-"
     "7mAKgOp1UvFH6Cuy6H+t2a5gu8afrAuDUINNcAibxovT0qQnO4T8ESvTe+jchuk7MPcbhMSzP9zjE0ct7kSmxM9XU"},
    // CaF2 Catlow, volume 1.2
    {"fluorite", {4.9093, 4.9093, 4.9093}, {32, 64},
     "5x6bxLyMkQlulhGRSzf2zpdo0ZMU9rx3MgiYDjcIc9SeV268BYtIlNh8viGOocXYxlk+ZqEtVLehmfBsTmvrhbYJdyTrMoRC"
     "nP5RyG+J1kFbUZibQR-Koh19YMKWpqI39Ig2M1py3yUT1ZvjFqxlO0x32VerfZGvA2hCpczg7UGoRZA2c8I6LN9X9ExjmMQa"
     "qvujgjOGFmnNsJlexLYCUsGtUsmiy0LwoBMy4Lc7wEEP1LYlqTqIA6bZvr5Xqn7LmJuSxfzB96D3734S6YkvqZgFYQ9FhJ7h"
     "npNfs+RZIr6XcFWgTH5x+z54w8Tn54zrEeZp6UK8tU2ivZcmXRgfcbZGDPKh7ajaTULPHDJ1k4d94lPvfh9QZDvKUlHsYgQC"
     "fEOl2lSRVDxHfMy2sBGprswWmGLUHue2lBK5mE3a9UI6ZRlXIsGTY9oJOWaK6rk2jFr+vaMpbOFeZVjz4LVYKv1ZnvMG1-"
     "18WnTTjJE3Th4pgAegsK5sP1LBwcBiL25PS9d2N7+uEK4ZvdtP8W5bMtukEn43c0AQyWKgmMeGyWd2Iw5RteJPuiZ2kSYB3j"
     "jI"},
    // CaF2 Catlow, volume 1.3
    {"fluorite", {5.0421, 5.0421, 5.0421}, {32, 64},
     "SaFbjdbk-wFPOQh7lZK3Do4DAOkeTXGjA3PrW9fHRjtxuRVV7sulCeSVVd0C7jT1xincWd4zACnYzeC+YxCzhusywDCY+-"
     "jJwONrrFh0XKiZ0yEzcpmZ24lRWKwyYyj7BEYTya1w+jBUU+fOeBMMK1romuDstTXlRWe3EP2DQgydxl1bFXE-"
     "zBkJirSpnB9UmAZmEsjh+o2NYto5kwx3yoJwQiIDwtn-lM0j1LeRYRu240VysqNIASW6TfPIEquSMt-"
     "Uo066IcKae5Ifrut8rYtln275ixJIzl1YjtLyraZPoRL9PTYgra0BDczL2MeOq9D6W3bDbrHLZlUL-s4I8dCHgwgl3fC-owQ"
     "TckBV4IU4nOq1GogweC6KgRhTEcDvJQW1o7N5ec+sfe1KRg0jtHap25vrurIymwAAK6QK6o5YOObAzuTz-"
     "97MKx6L3ngWqmBp4AZ6jasCcbDl94Dc5zDfOE74f82jSt5-"
     "HykkbQWvc2LKfLM55voYqhBXxW4ZRWIbRA8IX7VksXOviIP6tfsNX1keQc5J31ar0VrwcdUW6GW1WSrZVkK2Bmrzk+PF"},
    // CaF2 Catlow, volume 1.3
    {"fluorite", {5.0421, 5.0421, 5.0421}, {32, 64},
     "dfoIOefx8YzhpkX2YPNF6zM44JNASM6HMB41JRlzOM9e45cr4i7fEoHZPrFeZcWA46q4Qgtk3eiY6dq+ZcEBGJa7wBUirHrq"
     "GY6l+28YOSkmzm9Ry46tdFcEugsrhxnVBKILpRrV-"
     "NrK9OePYERGOK+vtaMtTzIsrW9PrDsUgwednkXY1+cLPxdHdQWYwFAAG0ijaMWA0LmqSXR-A9IVxcQaoYVTizRBVgxidEvS-"
     "PYajRiNO2AVXOfmEInbHA5FBwE+Rnbw7CC92bc6L6zn0QoqWrizUQ7ZYGtcXgw8kDGAoezHQnA6Z7n9kV-"
     "mgigwruFW-d+45tqUjEcXywVxPNCLjZ-qvDKs262imCkc6rKbFIA8DyPn3c2-OKhUA18-"
     "+F0ZfGjpc5MqkQZ9y1L9kHqXMzwpzu4aLcug7XnmI8-5qYxgRee4SVe8AuW7H-"
     "K4qRwbALEI2yFudptIFOpC8LXdA5Wm0FIX812ztBtfFvVJGhOT440SU3ceGWWjORc-"
     "XJZ5nJmBr2iPMCLWSJ8ZxwPcIeLsqV2VzCGHyojiTaT8l9zvah-mR2k-FGZ2hTyW"},
    // CeO2 Catlow, volume 1.08
    {"fluorite", {4.7389, 4.7389, 4.7389}, {32, 64},
     "25FJhQvFRdQOnWgIeR64A0Mu1amBQuv705Aw2EczgKNwg6dtSXEn-"
     "5rW19V0H9rvHdox9FsvNetCtWOqdF88cnw56TZaftt1E5SuSlYyyZgI9KxEj8EMLo8pVv6yKureiKA+P6DrgcjoNC8-"
     "XMTTN3+mRAzW6pis0hsosktQfVKFeTFgUFqp6y7yzXcdnzPkm+vf0Xr46eJWb7kq5Zwqrr65sygRn+Lvs3eQrcIck5rvptTs"
     "AuEhXQfga3iKN+0WkY9z7koTTts+IIi6oIp-LDNyy9Mp83XXiEQaU-"
     "2CoCrDRVZHmZeZFNQwzNFpSy2HUJoMn+uSg52mnCDibP0gWMYMRU4m-"
     "x14t1pUV0GL4HVpJqY5juYBDIagbNnXfROXVwqgnkHYnS6DbaEj7MJhCZ5rzVe02p3DppcJGhO4i5U52xB1FFIWK1A6Xf+np"
     "xX51LtfIE9L4E7VBHO3WZTVQg24wbPSiezF0rRDd19TIjzeDuiBOPXLHxob-"
     "63ifPmH5L1eLMUyFaZbe8IBCshNk6wsbXY9g59Nm2UfNFZlj1zAJJBSwmxL49+QPfyREkw7"},
    // CeO2 Catlow, volume 1.08
    {"fluorite", {4.7389, 4.7389, 4.7389}, {32, 64},
     "z1BGXTwIT+NLlEfSZmJWxKAboF8VGP0kLi6Uv9TDoKXsVaqmH8KbdY0eutP2DO-"
     "seuv5AJrPQVozpkOppUT7br1c-xS1gv7g7wesbslZyUfi1noisKTBII7DVO6+Pb1thq8dAr97KNjdVK63WASxR-EeVZI1zX+"
     "t51l6mlwIaSEbk7FqXFxkFr6ox4kGr6J7QIIUKSDAvPKEV-"
     "P1hQ5hNYI1H1gqqam7aQt5a3Px0XZPvPtl137x+2pQNFCGLT0GTR6Qrh2QdGlVRFzdeLzLb74XZZXFWZDZlFS9WLrO2aSB+V"
     "Wa97+z59Gf-hepigsmNCz1Ncrw-"
     "rHBUQUlwN1JgA7IDyVZI5nfcDf1gQ4+pZeyGky0HvjKxAZdXP4XbwMZRYFuYSkR8SltwUq--6pW5s3HjSub8Jzds3ELLC-Fn"
     "+M+eAMERKdmyEViredXB73k7V77Pjxr7fyopyp9nbj7Lt6+GiFyNH8DmpxwrRPs5x1l5L3ES5rjogTxW3dxh4D4C2lgAOURh"
     "oNaPMvl7FsfZWS5qIFbu2GoO2hGPRmSDfd36obpDuDIfP2PLJYmBTvO"},
    // CeO2 Catlow, volume 1.18
    {"fluorite", {4.8809, 4.8809, 4.8809}, {32, 64},
     "Btj5nWoEQ7FlqqcPqnZsFHOUXPb4rnkORjbJY-yNHFxsrhFueq4g1s1-ZQ5sV1FKofl1lTVUDPL-KWIv2A2BkU3xi80zIddQ"
     "JyiT3UUYcQM2Ha6GabnPJ0xZ26vPaHBoQDscDis9MVwVvVz9KxPxZKVVvjtw1MalWRPIkkbns768M1-"
     "TCC5qh1gx93T2OK5SnMJ5PSBbkdCkveIzmYi9T5nsBPuBh7On2EsD3pNV+vLryEC9pqK27Js863wrRGfhAMI2sKzS4YnNQzT"
     "qEH+XAifwxV4X6qZBrPrfQs+KFKIda-"
     "h1zgQbDkeIepI9gyKRuwUmspegAf5iZBpn8wiYcdIOd0V18GOuW6rSWwRZTXY5gsxEo86NcwWdEpV1NLWfbauC2Bo5kpwBGs"
     "FdSgNdjkn6WLltQpfbnRI6FGXR9zBxFcir11pXoMzeSBE0eSbwVNdxz0oPyfSwdCmSyNHNLtOrkveQMS-"
     "P47xuKxUF1W4VLpUANHfU6xDxCDFI8nfZA4u9qjCCa+78-"
     "50TsawkcZwE1391sBgOfEcx4PRjZ4ncfptrUr+kWEIxFyNkWuxA"},
    // CeO2 Catlow, volume 1.18
    {"fluorite", {4.8809, 4.8809, 4.8809}, {32, 64},
     "CG+dybmWIULRBd+laLVg6ITMmofunXW-UJZaipaOAG+qmEKM1nAblAvrNm+7LMDZmKwbVUXv1nRyF6RUT6GlYRAc-"
     "mjAGTi3GUfn5OB8HhVDsr+CWw1QlkiXlmz8okSTklmMJtz6Frxuph0ZARVhp9YLqZ1CGAg-T+dilkUkiG-UFuFNK83mX6TNw"
     "V0874BXVgIuOYApN5hOSK3eHRag0X5B1syHQCSP9gepdl9ir27HWk4q3aPWRwEyTCFFl2T5jtupp0qJrhqoR5c3r7sGEis9j"
     "8IVxtR7uswmBq3gHl99jR7iY-NbO0tI0N08wklwPIWXXRLfh7Q42ivRaIarQgv2cKhWgXJrzZ9KdbeTe8gbf5QxiqZ95KMfw"
     "DnQtuf2+cwydy56jBTlQfRR57EpjDIHLJV9SF7BqP1btFdVOP3Y9SbHgqZC++0ZgjtyxuKok0eQ96LQJXgBuus-So8RHZ9CW"
     "0Vzdi7vdyQAH8Nea2iXsd8QkzCp4zkaAv1qCLbug1t-WcqMK4sY5uJ6MhDA+C9v9t+os6j78bMfs53Ts2CH4hy-"
     "I8JqjRtS+YgMxgS5"},
    // CeO2 Catlow, volume 1.28
    {"fluorite", {5.0150, 5.0150, 5.0150}, {32, 64},
     "8JHxKbIwDhmxQwm9hFftzs0MUqil-gHPyVAjbXQIqplXHHCdJnzfWnVbBq1Tz-+7Z7PSRNB9B9lAQoCovvr8IDVZv8fY-eM+"
     "RpjEKBrjGsXyrMEEtOiUnQWi0xTNr5cHVRUOlTbz5H2elS+0+kz8I0EuUzbGQJFUSTyoivfL8Ca2E07gEt1aaU5okYv+YrPb"
     "wOd74pLTv2KXk73Ira6UYozyro6dQD2QtQ7e-cAJQ4CH2A-"
     "9IcKBbTpbZZa2N9SRkLS2I0rXtNwyOXgcABwetKOAkvCY5KjEiDS+yZ3Is3m2A6MOvaKyc2DSquqFdlbRq9HTofVLFFKZ6vS"
     "fUNVE+LZXBELdVER7P4DLbGm3cXJGhSIFLUIXiy2pCm166BBA8MxhSpbQbdiJM6lC9TzWdwr8DjnTziRd8MdZYB1b7jKPLU1"
     "t78PH8pVgsEzl64jLGkShi-rfclZREZoIgFQmNZiPVbXxiVTDSg5RtU1OD4ssEw7QDDbIzWZNB6sfaBKRu-"
     "i00vkYTOpjDt2j2oXIc8DUYSOOabpMgxazNL6IzeO-PZf+lc2jvW8GewkuLZQw"},
    // CeO2 Catlow, volume 1.28
    {"fluorite", {5.0150, 5.0150, 5.0150}, {32, 64},
     "RjPgNAVaFRiMSgQfyTiSsRsVRDpl3iE0GvC8doYfgVfbz57WEn+LJuP16b02SkvtfIl5WCOmJBaTiH7cJzuDPokwPPCKXRMX"
     "zonUFEZm6uPXc-"
     "bv8pzT1f1p+Rm4coisnwQbz47tK2Csbg1QnDDwt8D3sCs0DvDbcHox1idNyUTEBMu6Yov0hDD+AmyCPHcB3ARn-xTSFlvqfE"
     "45FrW7G7I6HbHxlvFZmB1nPSeT3zXRTz672SnFmaEFvGiBpnWr32SsykDn6bszB8KegzqDMoZvOJyCUVSGy9Z+i7I3NzU02n"
     "GpZGzL00UdkpesquNBEcW7kUy8UB01BOx5+M-KDQJ07ZAWivfqZPr5O7u96nQBj4oZA-"
     "2UZ+g8IrCPiTZkqGsFhm3FdmxMZgSrUhkj1Kp4SJSyjE+SEY8EK+ROFEd7NzowUUfgdF8l8XMTdX8EZ4o1DMJnsScGFEvUi+"
     "PWgRQcF3YvsMSpcfm42DlERoZFHQSgxv4IcLC-UJ4GjgXXqbniHX+NxaqbBgipEUEl-z6HOtFKGDndKrb58G2fqgvR-"
     "OjVqdFsOQz1VWWBzZ0S"},
    // SiO2 Tersoff, volume 0.72
    {"silica", {7.9719, 7.9719, 3.9859}, {32, 64},
     "3xMvPQUYwZFFijNZC6NrVVgEOmH2MuWiJ2zDQ-jUdoreQCZLWYwAjF+T-2tHf2Vfnio7wy-SDTAVi6wqWk-ldf5k++qFAMqT"
     "d94jQ6ZUZ8CvdBlewIFEoMORP54sLD877GD503IEkyIJ2mqKK8dA8krq5rOGBJmOwn3+y2Yr3UcEYMmYg7HnCsQ2vJsRsuWq"
     "JoihTrdeT+OMfldzN-HEVy5Y53DzMxIQKcuCYXoIjBGhUilXYbzrUsgYUi2X4gO5oALnYWOAaT5uiNwf-JQxOLdYl3ges6tz"
     "WZ+9ys8oN1BYkG6kaH5UhlkR6YU+U1XVAq1gdneBmkm0VlgA3i-j5tsYtgCm4C8-"
     "+upqKP1xSjYT7uO4vw1uuHFbixx3PWqROwGRvqH2DfV6Nus4LYqwc56JXygFWbYUgo4c9GuAR+7u2eQLkHk-4dH4tW-"
     "WN+6Pycb+Mho49fzan9t3sHrOtQj-QTkg9MziSn6TZ+OtObVoH+i3vyoL1v8NBRm1BV1VU9CmeS1kDLWKVxn45VApmlahs8A"
     "HHl4gBjmNJ-S7ylOdRhvrYHX6UpKwEsv25Isy"},
    // SiO2 Tersoff, volume 0.72
    {"silica", {7.9719, 7.9719, 3.9859}, {32, 64},
     "tfM3YGT1ff01oZctgDN3Q22iUl4WRzZPK4GHaslgRC06Y4mgHxn+l5tE43uJgzkzyyqn5LPo5UEOk8soWYBfZKyUqOi+OTvt"
     "eQ9gBHX3Xwbho0t6aOAFsWE4OdsQDGFn2V+Q1fMMBR4CyckeI1IRO4fN8-"
     "lRCJa49d3D9JEQG1YrfZyHlD60QJDSpe+dkUUWQQXc4HXNCEJobhqjvJFEb2Oo5GKKz8Mk7+yurjnNxtNFD1YnQakVAue-"
     "a6a5lzRH8WVBSXMwaG3CfNx4J3IPNhX9XQpK4Q8IVprnNa8PSvE4b-"
     "PS7078VNenv2hbe0XadXnN0beRyH3IeFXGAn7t5gi18PO75h5lpiiMFy1iadj58rDX-LlbZEEtpOzCQNckOnL8s0IKCNDB8a"
     "ip8vsPdM50isnXSSVxfnRpDo+gCayB853GrgZ8R6D-"
     "qIWa3IpocVjDg8ph4p9jVZtLpUQi6nuT+LoE5ohsOn+3OjGqW5xcNTNOGrfhxOg2zo+6smzdSqDaan2W3VcgQzjYCCIbbhPd"
     "krphHIq090v5VavynQOKjCDqgrlLSDvWypzI4bO7"},
    // SiO2 Tersoff, volume 0.84
    {"silica", {8.3922, 8.3922, 4.1961}, {32, 64},
     "cbAT1loQFWe0qXO45xvNzoB4GuuD+mB5HUHfWgw0AMzDs9hRZ8+7iDNYYyQg1ejCmyD8jkToMPtfbN5HFAtfJ+SomdEu5ot9"
     "P57ZFh3TV1TIkOYiVMB6ju-0jnZKy5Z-PhusmSltUf-cbvB3Inbh-"
     "4aCgLEnAxy+Pu+i3zeNeZKUO8T6BTgrmO0ypciO2QQZ5uFk5qfB58uMca0BK5CJW92jIL2A4-"
     "1H91sMIWn545uf24oPyHR4R+SUdNKHpq1jK5HDbhUABqIzko+u1yNqBGPG6QO5JN4qeZSoKa36aZeSfp9ZK29MrlQmYrzjwD"
     "nX8emax8Tf8cNa5rjtOtYMeLXWHIRAIDofb2WX49e+cjJl-wErv+DJ0hciw0t0m9e4RJuGKwgKgfPsCBgvEIyHhsFHswmeLD"
     "wECWanl5Sc32PhB6RPlELzWDh1zZduoWxn0o0TvPU87ykgeIEByjrSexfv3Sa4nfB6JByUTPW56FBASzSNqdW-"
     "HRmkyeu9xuGBAJH8iwaRiZQ+dq1ju4G-7prFKRsFFjPpc-U5vmduLePX07kXaaEh6G1fdPPfw004"},
    // SiO2 Tersoff, volume 0.84
    {"silica", {8.3922, 8.3922, 4.1961}, {32, 64},
     "Z294SRrUENKyrrakQJrRok714w2zNAMxNXczPQuc6iy+hSpff775sMR1kqiI1voyPJIWhyIlK+5JQI0LDygYbfII5EBeGmQJ"
     "9zCm0f35av8Ak3TGuKDDYXU1fxhhvbQ0UQBglTqcZs1iQodDGeaUuRyHOY3dDyvGa6zyv2mPieOjRqTFE+mHsF0r6fZcveRP"
     "M2UciiyI+-JuV-uwDdENf6AD46KZWcxDntx17Bw6T0xx+Ry39jZA-6hUNC-JgxwQWs2thFIbNbChvjtJqzf-"
     "I8JOSea53Iylc+NNGs0Cg400ZJ1ROZ7gUDfrMmqWtk0i9DUMsJdwfwa0DpvDHyTfNEldQvhgGb0AXlaoDlHMlGIoHK7T4+8L"
     "+xLqommgpiJFMT+HGJOEiVVBM+naCc+FVW1yw7UjYdwFICCWhwkYfnHoC+1Iv4GUZem86Wwdoaw53X11kFacxfqiEaCh9eM8"
     "XXinw3qbQA-HFlnLVqeR8geTNwalJmQrQdRGuDgpFW82WsIglalW1CDzcchKn1VdO8qQ7cDINKYd02Vdq0aMRy8ocPhTZ+x6"
     "6fufmm5BCcsl"},
    // SiO2 Tersoff, volume 0.95
    {"silica", {8.7436, 8.7436, 4.3718}, {32, 64},
     "D08KEUOZCurxQgxPbCL0SW1mnWyRY92Ve+LHwZHPXduW2MI65InwhobWrQo5bC2jHhwqXyb1szoDH4LAu2wfO0UPbGY2Mox0"
     "4maHwD7bKcjhbTYecSefBEmbpoJfu7ibgALU0AFY71FghCPEln6T3Scuql50w5vvtBQhjEfdUu1ky9BsR-MTkfXny3O3HaEw"
     "M2Gp0AwPzk6AP+jLy2s4T2YnllR4wb0FfQ7jOBwu9pdMj3CL4dJE+pEnTl9LLvOxPQzmtcitsSztisCkOwcRkAqu+8-"
     "YJVMBqrr0ztFvwEm0uNIv4OfHaKR1znpiD5nnpkShl4CirwHLox0a-"
     "nbWluL0R7niYqFMrfSfyAqSM6B4cwqWgkPDPd6o+tMXfTVEGc5OQYGQnFC9+t6p6A-"
     "aYsPWgh0PRF9LuPecZfTwqoXjlWiZQr9YJUJz-UW3TDYhdJ00KFfWG+EqGNg4anlUen7P8t6XS-qjWAoyDrfax+ioTT0KQE2"
     "flMSLUSIP7J86h2o6Z-4knCmLahATCTEOiEuTAbOI4wAiIxaqxPDrqNIPhf9Rb1MOSeRC2kP7qZah"},
    // SiO2 Tersoff, volume 0.95
    {"silica", {8.7436, 8.7436, 4.3718}, {32, 64},
     "5fA9-0Uwzso4SFsBJTN2DrILgVzHHMotvmw887Y0E97ZIbUt-ttYVcoNpMY5lkAJO8+sacYQdlotsX4tlzAiTiMj4DNxJwgq"
     "+BkbqTLfYTz1e6S0nXYw8MbAyXJxE8jDdAL44sOywVWtb0UPdYFiznH-rJzjwO4QhDMCiDgdZwbJ1gFlU5Z+pjQiUtIk420W"
     "PL0YuA-"
     "p4trPedWmxo1tXYNkvrVKeHuvqVqQSvZUw3cdVCbl3OOWegCcOSU3J2BU43rD4uTWBrBsTf8uerA8jquBRK6ZRC7QkToMkA1"
     "To0+1+FN+2UnYieRhhUvGu3ZzupE+dcBRRS2InsORxYfLiGT8I0F1ZC1eeNXAsqosbvh-"
     "+ZcdfkNqH0yGxKSfeofDMf1OCIBKnr4S+CDh7nsU0euYiL22R3z8-"
     "SUxloRihUOyrx3cTr9xS8QQzLIPObJOvIHbVdnABI6V29ZzM4wqiQCdADFUVo3YJplgr2vNqyW6T+EjhlmOwo8FLEPeZJ1Ps"
     "OjKcFBmldlHVlOuNNQr2+sCL3Pd6iGpueX5ZWEX3RIzIxCxYZQaJLGmVfMxqAWh"},
    // SiO2 Vashishta 1997, volume 0.72
    {"silica", {7.9719, 7.9719, 3.9859}, {32, 64},
     "YZSDJZ8WV3BxmO97RsxE1V9oc2hk61MMXaXwVCv-"
     "10XO6AKBJkLF3+gcpkYnSkofeS6goIfIVOKmimoTGqwImQkJ8yxvcrbmoGNBL1ppmyhd5QrZ1Yl7y+wY4V9cmIMg2wkH96TD"
     "jT7P+5MdHC9BP1guV1sTzbPkx-IK+I2ZN9hLze1jGPIqK0juNdyG--"
     "hbSZP1BhpprjsyQ7Q+ZdMKDMNdzETya0WuGn0Ffemlna7xhVa1gH9jnvgF20+tbe-6U3BcUeO-UY-"
     "con06zyS9a+cpH3MW4Q4EtMg-fy-spVj7LvYJJZ6ZsvMKrLDVN59-5UQdA+EBgt0F9YWnPNhlb-"
     "jwkXOITnzoClPtoQw3hIIR38szMUxQkkLChWrBTjIVshqEVoGsaog0OKpiJ+zMwf1YlSXYcbESXS-jJO3dYRaeayuDivXk3A"
     "XJEVR1HesVisHOvvCovdht5f4NdfxPZsQBjH8W3R1Y1KLtbc17Q67UQE9zjip+3QJX-U2ir7-bfdRG0GCs+9g47KItBhmWz-"
     "YRriUT83J7IkgnSfPXpe5HnGDue+BCjHuMApGbLXpy"},
    // SiO2 Vashishta 1997, volume 0.72
    {"silica", {7.9719, 7.9719, 3.9859}, {32, 64},
     "sfohfyNBu7UEk+t028zgZMBN4qPannLRQCi30uxYuicHr-RgCImzXXFJh25jEQTmBvUsu7yuueu-"
     "L8l3aHG6S0PQ4taWK5nHRviUsQdnYsrrZl5wItvLGAoxF3yY+mgc6mxQQB76tXflJAJmrF1tgYrYUue222KmNIqhE5GJWPc6"
     "P9LiAzKE5l-AM2BnBternDLO4BUuVpxMqYg8iDeHbp9ed+GeaDw1dhT-V6wpl9bRlSiZvSPHic4X9aiaN3hb-19M-"
     "LuJKDOABFkllRB3z0RC8sPPntWAQxa0ea1Zfe66xdovIbQPxSGC09oskCRk6KIjIhzZWZfRdFYnMoBv3azu6AEknwWB02ce-"
     "HP94QcDMNHZsGvUo48S1UyI3ZldGLPwUGWJBGtFAH8qRMEuI8nUMs8bdbefBRFAttCad-FyjJOdnmytNQY0mVLfmx9YQHBbg"
     "unlBfTOpFMQ0bvo6+GPDr+QyWUfD4aFBxkv1mpDZ5RsfexQHxNamOU2SmNsYZMA-9GIz-"
     "M+H9T6XjKf8Bcs2B402Cwj8VA9s+JX3sNbaEtP-E0pqoqyvXbuqa0E"},
    // SiO2 Vashishta 1997, volume 0.84
    {"silica", {8.3922, 8.3922, 4.1961}, {32, 64},
     "5gKaoR5fWtB4cN0y6YFy6WAzKiwIep0SXmgOkqNSxZyH2Swkn22pdM-lJQOzoCNPVdknco2OxGiuAMX6iKkXK+T6a8Vckh5Z"
     "DNxJGqYGTgtQ2InpPYcFM3Yyn5tqwtQV7XPtqu8Y8YUtHG1rBe7NpDnRerWLYIaHLxNZHNkOGigM7cIugNlD4j+JZ7xmKM1L"
     "BopMogtmL+u8t5eY4EG4nb7x4-GwDugAS+rJsRGP9My5cWryX0PtS-A+Jk0PTzdUWuxG7jGinez9jdeAhji-6Pu6V-"
     "CZejgso2U1IQMbepwrzBoW0Bjin0wWaDkdGobnaD522wdEBvgG8VGs2AFmcHrR9Li03++p1JqEUjmIzJuaeaFzCKlmiGKvco"
     "5BoADJTNE-qB8kShNOF-tKRzNi53xoGfbdJ7dZW0RCn159QzPiEz8fNQO2gsdNIzzi-wAMvSQtXz5ghCyV5tNT1AWjsHi-a-"
     "Q7t9I7+NQMXiy2W2CWYdAlTuXi2-"
     "oXO8o9jrCKLOhUBE6320YNq90sJaCHQlpz3Q0ZTs0YDa4TRvvbkukPBxsmuBO38C4VfXJKTULA"},
    // SiO2 Vashishta 1997, volume 0.84
    {"silica", {8.3922, 8.3922, 4.1961}, {32, 64},
     "CMuTAgJ35Nwzpm3vdRgoi-CXxmkDs7xda1PXxNzUA+TaP69iISL0IKbqbWyE4j4t1QD70ZVZqeH6vYnDQ4IGzjDRZaBnRzb3"
     "SuHcma3CIr73uhmORScL9JwJJwh-BHVGtEURQoZwlSm9BcCdhdj0flARiVdziYy7K-WjA-"
     "P2x5VuxPRUw3y7DQWy8rjMSglI88ak19SxHQMiEvCRLdGjlGODoh0i5C7X1DNXCjQzoKXmN8fwJ7b05KvsohgbpotHDocR5a"
     "PVKjhumRkdKDyMD3UoL+67LeXAntgqWjYVvj6N45ATgxffrOoFPRx7M0N+oy47XyRE+jv8H7hFhqW7FudKjMPw+8pQ+hiu8B"
     "nGS6mqTJcOurNauCGTDbD8Ly9nNvRog6z3xAT16BnW9wXdCPmzzlS-Ll0gLctnFUMsVNzmhNOcz54v8Rao14nC9-"
     "aqb4uidw55i5MKT0R+u5kGbOGO1kQC1YvjlEzra8qUWmpB5QqXhP6XBA40oO6WP1z4Zdg6U5XdMHF3-"
     "3B4ouj3w2IoEkpxdziI-tVGdNuasDSJ6+g1Y7bkvY3qmUEJ+vk9"},
    // SiO2 Vashishta 1997, volume 0.95
    {"silica", {8.7436, 8.7436, 4.3718}, {32, 64},
     "RUCHTEKdc2A8UsT12++NuJi4t7wc0ApLFM-"
     "8RQxCCunINEGvocZ6GvWqh5HuDrk3uWaJrUfNsvp7K1M2huYoGQEwZoqRadhXbU6cFB-"
     "fAQA4hLl+3TGqKR3z8YQlYb8AxpHBjK34uRD+ruhs-2XnJfySDilSsB0hXWE506qMzSPRp5vUgj1tZ-XOnNRIAvy1xVyjYCz"
     "Q6COW0zX9iRo9gwzvix6EDQB0eDu8psaWUcXmC31lq5u1mCNGkq8HNKlDnhSK-"
     "O3MHBwDT5komEQ3q121qGnTUyrssnxzEVvQnH7a2NuBI3T2ZymbXJb8CDCYEI97M+GRwcyO6CjCNxICXUVtNXIrccSCvBd4I"
     "0Sm8EFhq-Ux-JQQu3QlPS-"
     "Qcf8tgGqNuokmBbcfHjQeKCEH8AatuXBl9fa1pCU1dyf+oyF1l2JHSF7WmVPdXa4m7208WGRdQRuQZ0WBRdtfLhwd6QnYgQ-"
     "rRA023xL6cyyHkvYlkxIL9QFvdhZOEOZiC+h3dKAXW7lt7-3MRpJTgp-"
     "IYK-7AAyHND9TGFB-3E1K-fxntv8yqQ2Pcm+-uIHoxuzH"},
    // SiO2 Vashishta 1997, volume 0.95
    {"silica", {8.7436, 8.7436, 4.3718}, {32, 64},
     "kAiWs5VFcVJBEUtfmEy3+oFetkGuZnb2pc9TdZX-"
     "p2U+nMcGzwa2ZsBFLvRuPNO9PvUAzHdJJJvIKUg5MFwdJfAGASgsrbURjOz03nurhRDDHugXMg41RczW3gp4yCh9drE14f3Z"
     "Umd7EsK4QUe-szrc8Q3Ys3QGEYLBP5xuOi0dyn5A51veQr9Bi8h+49fmrXpsYgm9OAG2qmNxdvWOJtN6ThkEnuQOwmRdmpcV"
     "L7SAfa3WL5bDsQ+PQY3ejdoOm+q2lz3A89ACmvZ9Abng86QgZ4zLtXyCuhHTKne+kBDBxAYvMt-"
     "J0ZaP8eMttZ9TxGu9OD96WzcAmKVFFpttWH0OpvGkKYxpmdiMXYzKqk6AKF-"
     "eWgmFFYm4p5+FK9puQ742oxFmHILT5DHlPDhIxbjJAkpP7tsKdumZFFbzXK7tcEDMgGMPjMX9WwoUmlDpsiZJ1ba0R-h-"
     "SCdxewotrPzsB8RyWZNmBO591kd2Ir6vNiPNmksU4wkNVFxRy9-Z3lA8bOZ4HBzrg-gNeT9UQH-"
     "Ph94BN6oqEVMUQL89Nq3u9ueYuv6ifvyQOCOzFN-F"},
  };
  return all;
}
// clang-format on

}  // namespace clasp
