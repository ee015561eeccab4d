#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `clasp model import | info | verify | pack` on the small checkpoint of tests/reference, and their refusals.
# usage: model_commands.sh CLASP_EXECUTABLE
source "$(dirname "$0")/expect.sh"

printf 'max_token_length: 24\nhf_textencoder_model_id: tiny\nn_conv_cgcnn: 2\n' >hparams.yaml
import=("$clasp" model import "$data/checkpoints/authors.ckpt" --text-encoder "$data/tiny_bert")
"${import[@]}" --config hparams.yaml --out model.safetensors >said 2>notes.txt
holds "2 convolutions, 2 + 3 layers, embeddings of 8 values" said
holds "left out 2 parameters of the loss" notes.txt

"$clasp" model info model.safetensors >info.txt
holds 'padding "first-atom"' info.txt
holds 'tiny (inside), pooling "pooler", at most 24 tokens' info.txt
"$clasp" model info model.safetensors --json >info.json
holds '"max_neighbours": 12' info.json
holds '"has_text_encoder": true' info.json
"$clasp" model verify model.safetensors >verify.txt
holds "embeds a crystal in 8 dimensions" verify.txt
holds "embeds a prompt" verify.txt

"$clasp" model pack model.safetensors --text-encoder "$data/tiny_bert" --out again.safetensors >/dev/null
cmp model.safetensors again.safetensors || complain "packed twice, two files"

# Another encoder of the same size: only the fingerprint tells.
cp -r "$data/tiny_bert" other
sed -i '$ s/.$/X/' other/vocab.txt
fails "but the text encoder in other is bert-2x32-" "$clasp" model pack model.safetensors --text-encoder other --out out.safetensors
fails "has no readable config.json" "$clasp" model pack model.safetensors --text-encoder nowhere --out out.safetensors
fails "n_conv_cgcnn: is 5, the checkpoint's tensors say 2" "${import[@]}" --config <(echo 'n_conv_cgcnn: 5') --out out.safetensors
fails "max_tokens: 64 is not in 3..40" "${import[@]}" --out out.safetensors
fails "is not a zip archive" "$clasp" model import hparams.yaml --text-encoder "$data/tiny_bert" --out out.safetensors
fails "state_dict key bf16: is unknown" "$clasp" model import "$data/checkpoints/every_kind.2.ckpt" \
  --text-encoder "$data/tiny_bert" --out out.safetensors
head -c 50000 model.safetensors >cut.safetensors
fails "cut.safetensors: " "$clasp" model verify cut.safetensors
fails "not a CLaSP model" "$clasp" model verify "$data/tiny_bert/model.safetensors"
fails "cannot open" "$clasp" model info nowhere.safetensors

# A value that is no number, in the last tensor before the vocabulary.
size=$(stat -c %s model.safetensors)
vocabulary=$(stat -c %s "$data/tiny_bert/vocab.txt")
cp model.safetensors damaged.safetensors
printf '\xff\xff\xff\xff' | dd of=damaged.safetensors bs=1 seek=$((size - vocabulary - 4)) conv=notrunc status=none
fails "tensor text_head.8.weight: value 95 is" "$clasp" model verify damaged.safetensors

finish
