#pragma once

void save(int File);
